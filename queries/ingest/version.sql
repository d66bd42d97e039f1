-- Dữ liệu đang ở lần thay đổi thứ mấy?
-- grain: one row
select
    (select coalesce(max(seq), 0) from batch)::varchar
    || '-' || (
        select coalesce(max(value), '') from setting
        where name = 'reference'
    )
    || '-' || (select coalesce(max(seq), 0) from plan_change)::varchar
    || '-' || (select coalesce(max(seq), 0) from case_change)::varchar
    || coalesce((
        -- A closing of a day to come changes what may be written on that day, without a write.
        select '-' || max(seq) || '/' || count(*) filter (
            where closed_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date
        ) from closing
    ), '')
    || coalesce((
        select '-' || max(value) from setting
        where name = 'restored'
    ), '') as version;
