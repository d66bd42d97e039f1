-- Số này được cộng từ những kỳ nào?
-- grain: one row in parts per part of the cells of this depth
insert into parts
select
    cells.cell_no,
    cells.depth,
    1 as sign,
    cells.indicator,
    cells.unit_id,
    cells.breakdown,
    period_part.part_start as period_start,
    period_part.part_end as period_end
from cells
inner join indicator on cells.indicator = indicator.indicator
inner join period_part
    on cells.period_start = period_part.whole_start and cells.period_end = period_part.whole_end
where
    cells.depth = $depth
    and cells.tree = 'time'
    and indicator.agg_periods = 'sum'
    and cells.way - 19 = period_part.way;
