-- Các thành phần ấy hiện có số bao nhiêu?
-- grain: one row per direct part (depth 0), in the order of the cells and their parts
with direct as (  -- noqa: ST03
    select
        parts.cell_no,
        parts.sign,
        parts.indicator,
        indicator.name as indicator_name,
        indicator.unit_of_measure,
        indicator.decimals,
        parts.unit_id,
        unit.name as unit_name,
        unit.full_name as unit_full_name,
        parts.breakdown,
        parts.period_start,
        parts.period_end
    from parts
    inner join indicator on parts.indicator = indicator.indicator
    inner join unit on parts.unit_id = unit.unit_id
    where parts.depth = 0
)

select *
from with_figures('direct')
order by cell_no, indicator, breakdown, period_start, unit_name collate vi;
