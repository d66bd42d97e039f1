-- Đến một thời điểm, dữ liệu đang ở lần thay đổi thứ mấy?
-- grain: one row; equal marks, equal data of that moment
select
    (
        select count(*)::varchar || '-' || coalesce(max(seq), 0)
        from batch
        where created_at <= $moment
    )
    || '-' || coalesce(
        (
            select md5(string_agg(value, ' ' order by name))
            from setting
            where name in ('reference', 'checks', 'schema_version', 'restored')
        ), ''
    ) as mark;
