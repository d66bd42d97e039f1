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
        select '-' || max(value) from setting
        where name = 'restored'
    ), '') as version;
