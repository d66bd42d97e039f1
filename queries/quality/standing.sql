-- Hiện còn những cảnh báo nào, theo nội dung, đơn vị và loại?
-- grain: one row per warning, the latest period first; all_rows: how many there are in all
-- $unit: that unit and those directly below it (null = every unit).
select
    warning.check_name,
    indicator.topic,
    warning.indicator,
    warning.unit_id,
    unit.full_name,
    unit.level,
    warning.breakdown,
    warning.period_start,
    warning.period_end,
    warning.details,
    warning.found_at,
    warning.batch_id,
    count(*) over () as all_rows
from warning
inner join unit on warning.unit_id = unit.unit_id
inner join indicator on warning.indicator = indicator.indicator
where
    list_contains($checks, warning.check_name)
    and ($topic is null or indicator.topic = $topic)
    and ($unit is null or $unit in (warning.unit_id, unit.parent_id))
order by
    warning.period_end desc,
    list_position(['nation', 'province', 'district', 'commune'], unit.level) asc,
    unit.name collate vi asc,
    warning.indicator asc,
    warning.check_name asc,
    warning.breakdown asc,
    warning.period_start asc,
    warning.details asc
limit $most;
