-- Trong kỳ này, đơn vị nào có số liệu mà các tài liệu nêu khác nhau?
-- grain: one row per unit (the unit itself and those directly below it) with such figures; how many cells
with cell as (
    select distinct
        warning.unit_id,
        unit.name,
        warning.indicator,
        warning.breakdown
    from warning
    inner join unit on warning.unit_id = unit.unit_id
    where
        warning.check_name = 'warn_sources_disagree'
        and warning.period_start = $period_start
        and warning.period_end = $period_end
        and $unit in (warning.unit_id, unit.parent_id)
)

select
    unit_id,
    name,
    count(*)::integer as cells
from cell
group by unit_id, name
order by cells desc, name collate vi asc, unit_id asc;
