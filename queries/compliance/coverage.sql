-- Trong kỳ, đơn vị của cấp nào có số liệu riêng?
-- grain: one row per level of units that has a figure of its own
select
    unit.level,
    count(distinct figure.unit_id)::integer as units
from figure
inner join unit on figure.unit_id = unit.unit_id
where
    figure.indicator = $indicator
    and figure.period_start = $period_start
    and figure.period_end <= $period_end
    and figure.value is not null
    and figure.state <> 'expected'
    and (
        (unit.level = 'province' and figure.breakdown = 'cap=tinh')
        or (unit.level = 'district' and figure.breakdown = 'cap=huyen')
        or (unit.level = 'commune' and figure.breakdown in ('cap=xa', ''))
    )
group by unit.level
order by unit.level;
