-- Ngày này mỗi đơn vị có bao nhiêu đơn vị cấp xã?
-- grain: one row per unit asked, in the order asked
-- A present province is also what it was merged from: on a day before its birth the communes of those count.
with wanted as (
    select
        unnest($units::varchar[]) as unit_id,
        generate_subscripts($units::varchar[], 1) as place
)

select
    wanted.unit_id,
    count(commune.unit_id)::integer as communes
from wanted
left join unit_above on wanted.unit_id = unit_above.above_id
left join unit as commune
    on
        unit_above.unit_id = commune.unit_id
        and commune.level = 'commune'
        and commune.valid_from <= $day
        and coalesce(commune.valid_to, date '9999-12-31') >= $day
group by wanted.unit_id, wanted.place
order by wanted.place;
