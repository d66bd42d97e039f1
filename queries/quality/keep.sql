-- Những cảnh báo nào trong phần vừa kiểm tra là mới?
-- grain: adds one warning per row of found that is not among the warnings yet
-- Joined one after the other, not in one condition with "or": that would hold everything in memory at once.
insert into warning
with inside as (
    select found.*
    from found
    where $whole or list_contains($across, found.check_name)
    union all
    select found.*
    from found
    semi join region
        on
            found.unit_id = region.unit_id
            and found.indicator = region.indicator
            and bucket_of(found.period_start, found.period_end) = region.bucket
    where not ($whole or list_contains($across, found.check_name))
)

select
    inside.check_name,
    inside.indicators,
    inside.indicator,
    inside.unit_id,
    inside.breakdown,
    inside.period_start,
    inside.period_end,
    inside.details,
    $found_at as found_at,
    $batch as batch_id
from inside
anti join warning
    on
        inside.check_name = warning.check_name
        and inside.indicator = warning.indicator
        and inside.unit_id = warning.unit_id
        and inside.breakdown = warning.breakdown
        and inside.period_start = warning.period_start
        and inside.period_end = warning.period_end
        and inside.details = warning.details
order by inside.check_name, inside.unit_id, inside.indicator, inside.breakdown, inside.period_start, inside.period_end;
