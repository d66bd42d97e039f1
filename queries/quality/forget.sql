-- Những cảnh báo nào trong phần vừa kiểm tra không còn đúng?
-- grain: removes the warnings of the region that were not found again; $whole: of everything
-- $across: the checks that look over the years; the others stay within the year of a cell.
delete from warning
where
    (
        $whole
        or exists (
            select 1
            from region
            where
                region.unit_id = warning.unit_id
                and region.indicator = warning.indicator
                and (
                    list_contains($across, warning.check_name)
                    or region.bucket = bucket_of(warning.period_start, warning.period_end)
                )
        )
    )
    and not exists (
        select 1
        from found
        where
            found.check_name = warning.check_name
            and found.indicator = warning.indicator
            and found.unit_id = warning.unit_id
            and found.breakdown = warning.breakdown
            and found.period_start = warning.period_start
            and found.period_end = warning.period_end
            and found.details = warning.details
    );
