-- Những cảnh báo nào liên quan đến các chỉ tiêu, đơn vị và kỳ đang xem?
-- grain: one row per warning; those of the unit itself first, then the latest; all_rows: how many there are in all
-- $unit: that unit and those directly below it (null = every unit). Periods inside the two days (null = every period).
select
    warning.check_name,
    warning.indicators,
    warning.indicator,
    warning.unit_id,
    unit.full_name,
    warning.breakdown,
    warning.period_start,
    warning.period_end,
    warning.details,
    warning.found_at,
    warning.batch_id,
    count(*) over () as all_rows
from warning
inner join unit on warning.unit_id = unit.unit_id
where
    ($indicators is null or list_has_any(warning.indicators, $indicators))
    and ($unit is null or warning.unit_id = $unit or unit.parent_id = $unit)
    and ($period_start is null or warning.period_start >= $period_start)
    and ($period_end is null or warning.period_end <= $period_end)
order by
    warning.unit_id = $unit desc,
    list_position(['nation', 'province', 'district', 'commune'], unit.level) asc,
    warning.period_end desc,
    unit.name collate vi asc,
    warning.indicator asc,
    warning.check_name asc,
    warning.breakdown asc,
    warning.period_start asc,
    warning.details asc
limit $most;
