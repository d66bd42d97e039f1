-- Đơn vị nào còn ý kiến quá hạn cuối kỳ, nhiều nhất đến ít nhất; đơn vị nào chưa rõ?
-- grain: one row per unit of the level on the day; standing: late | late_at_least | none | unknown
-- place: among the late ones whose figure is whole (ties share it). A partial sum above zero is late without a place;
-- a partial zero and a missing figure are unknown: nobody knows what the missing parts hold.
-- settlement: known | partial | unknown, of the opinions settled in the period.
with judged as (
    select
        unit.unit_id,
        unit.name,
        unit.full_name,
        overdue.value as overdue,
        case
            when overdue.value is null or overdue.state = 'expected' then 'unknown'
            when overdue.basis <> 'partial' and overdue.value > 0 then 'late'
            when overdue.value > 0 then 'late_at_least'
            when overdue.basis <> 'partial' then 'none'
            else 'unknown'
        end as standing,
        case
            when settled.value is null or settled.state = 'expected' then 'unknown'
            when settled.basis = 'partial' then 'partial'
            else 'known'
        end as settlement
    from units_standing($level, $day, $parent) as unit
    left join figure as overdue
        on
            unit.unit_id = overdue.unit_id
            and overdue.indicator = 'YK05'
            and overdue.breakdown = $breakdown
            and overdue.period_start = $period_start
            and overdue.period_end = $period_end
    left join figure as settled
        on
            unit.unit_id = settled.unit_id
            and settled.indicator = 'YK03'
            and settled.breakdown = $breakdown
            and settled.period_start = $period_start
            and settled.period_end = $period_end
)

select
    judged.unit_id,
    judged.name,
    judged.full_name,
    judged.standing,
    judged.settlement,
    case
        when judged.standing = 'late'
            then (rank() over (partition by judged.standing order by judged.overdue desc))::integer
    end as place
from judged
order by
    list_position(['late', 'late_at_least', 'none', 'unknown'], judged.standing) asc,
    judged.overdue desc,
    judged.name collate vi asc,
    judged.unit_id asc;
