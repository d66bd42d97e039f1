-- Những cảnh báo nào xuất hiện từ đợt nhập này và nay vẫn còn?
-- grain: one row per warning first found with the batch; all_rows: how many there are in all
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
    warning.batch_id,
    count(*) over () as all_rows
from warning
inner join unit on warning.unit_id = unit.unit_id
where warning.batch_id = $batch
order by
    unit.name collate vi asc,
    warning.period_end desc,
    warning.indicator asc,
    warning.check_name asc,
    warning.breakdown asc,
    warning.period_start asc,
    warning.details asc
limit $most;
