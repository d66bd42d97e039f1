-- Số này được cộng từ những kỳ nào, hoặc lấy từ ngày nào?
-- grain: one row per (cell_no, part)
select
    cells.cell_no,
    cells.indicator,
    cells.unit_id,
    cells.breakdown,
    period_part.part_start as period_start,
    period_part.part_end as period_end,
    1 as sign
from cells
inner join indicator on cells.indicator = indicator.indicator
inner join period_part
    on cells.period_start = period_part.whole_start and cells.period_end = period_part.whole_end
where
    cells.tree = 'time'
    and indicator.agg_periods = 'sum'
    and cells.way - 19 = period_part.way
union all
-- A stock: the figure whose value was carried over, known by its coverage.
select
    cells.cell_no,
    cells.indicator,
    cells.unit_id,
    cells.breakdown,
    part.period_start,
    part.period_end,
    1 as sign
from cells
inner join indicator on cells.indicator = indicator.indicator
inner join figure as whole
    on
        cells.indicator = whole.indicator
        and cells.unit_id = whole.unit_id
        and cells.breakdown = whole.breakdown
        and cells.period_start = whole.period_start
        and cells.period_end = whole.period_end
inner join figure as part
    on
        cells.indicator = part.indicator
        and cells.unit_id = part.unit_id
        and cells.breakdown = part.breakdown
        and cells.period_start <= part.period_start
        and cells.period_end >= part.period_end
        and whole.coverage = part.coverage
        and part.tree <> 'time'
        and part.state <> 'expected'
where cells.tree = 'time' and indicator.agg_periods <> 'sum'
qualify row_number() over (partition by cells.cell_no order by part.period_end desc, part.period_start asc) = 1;
