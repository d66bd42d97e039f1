-- Những cảnh báo nào trong phần vừa kiểm tra là mới?
-- grain: adds one warning per row of found that is not among the warnings yet
insert into warning
select
    found.check_name,
    found.indicators,
    found.indicator,
    found.unit_id,
    found.breakdown,
    found.period_start,
    found.period_end,
    found.details,
    $found_at as found_at,
    $batch as batch_id
from found
where
    not exists (
        select 1
        from warning
        where
            warning.check_name = found.check_name
            and warning.indicator = found.indicator
            and warning.unit_id = found.unit_id
            and warning.breakdown = found.breakdown
            and warning.period_start = found.period_start
            and warning.period_end = found.period_end
            and warning.details = found.details
    )
    and (
        $whole
        or list_contains($across, found.check_name)
        or exists (
            select 1
            from region
            where
                region.unit_id = found.unit_id
                and region.indicator = found.indicator
                and region.bucket = bucket_of(found.period_start, found.period_end)
        )
    )
order by found.check_name, found.unit_id, found.indicator, found.breakdown, found.period_start, found.period_end;
