-- Đơn vị nào có hoạt động tăng so với cùng kỳ mà tỷ lệ kết quả không tăng?
-- grain: one row per unit of the level on the day; standing: hollow | sound | unknown
-- hollow: more activity, and a rate that printed as it is has not risen. Only exact whole figures of both periods are
-- compared; a unit that lacks one of the four is unknown, never sound.
with exact as (
    select
        figure.unit_id,
        figure.indicator,
        figure.period_end = $period_end as is_now,
        round(figure.value, indicator.decimals) as value
    from figure
    inner join indicator on figure.indicator = indicator.indicator
    where
        figure.indicator in ($activity, $rate)
        and figure.breakdown = $breakdown
        and figure.basis in ('reported', 'derived')
        and figure.qualifier = ''
        and figure.state in ('known', 'provisional')
        and (
            (figure.period_start = $period_start and figure.period_end = $period_end)
            or (figure.period_start = $before_start and figure.period_end = $before_end)
        )
),

four as (
    select
        unit.unit_id,
        unit.name,
        unit.full_name,
        max(exact.value) filter (exact.indicator = $activity and exact.is_now) as activity,
        max(exact.value) filter (exact.indicator = $activity and not exact.is_now) as activity_before,
        max(exact.value) filter (exact.indicator = $rate and exact.is_now) as rate,
        max(exact.value) filter (exact.indicator = $rate and not exact.is_now) as rate_before
    from units_standing($level, $day, $parent) as unit
    left join exact on unit.unit_id = exact.unit_id
    group by all
)

select
    four.unit_id,
    four.name,
    four.full_name,
    four.activity,
    four.activity_before,
    four.rate,
    four.rate_before,
    case
        when four.activity + four.activity_before + four.rate + four.rate_before is null then 'unknown'
        when four.activity > four.activity_before and four.rate <= four.rate_before then 'hollow'
        else 'sound'
    end as standing
from four
order by four.name collate vi, four.unit_id;
