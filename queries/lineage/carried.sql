-- Số này được lấy từ ngày nào?
-- grain: one row in parts per cell of this depth whose value was carried over; known by its coverage
insert into parts
select
    cells.cell_no,
    cells.depth,
    1 as sign,
    cells.indicator,
    cells.unit_id,
    cells.breakdown,
    part.period_start,
    part.period_end
from cells
inner join indicator on cells.indicator = indicator.indicator
inner join figure as part
    on
        cells.indicator = part.indicator
        and cells.unit_id = part.unit_id
        and cells.breakdown = part.breakdown
        and cells.period_start <= part.period_start
        and cells.period_end >= part.period_end
        and cells.coverage = part.coverage
        and part.tree <> 'time'
        and part.state <> 'expected'
where cells.depth = $depth and cells.tree = 'time' and indicator.agg_periods <> 'sum'
qualify
    row_number() over (
        partition by
            cells.cell_no, cells.indicator, cells.unit_id, cells.breakdown, cells.period_start, cells.period_end
        order by part.period_end desc, part.period_start asc
    ) = 1;
