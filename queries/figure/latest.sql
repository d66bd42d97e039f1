-- Số liệu gần nhất của mỗi chỉ tiêu này là bao nhiêu, của kỳ nào?
-- grain: one row per indicator that has a whole figure up to the day
select
    figure.indicator,
    figure.period_start,
    figure.period_end,
    figure.value,
    figure.qualifier
from figure
where
    list_contains($indicators, figure.indicator)
    and figure.unit_id = $unit
    and figure.breakdown = $breakdown
    and figure.basis in ('reported', 'derived')
    and figure.value is not null
    and figure.state <> 'expected'
    and figure.period_end <= $day
qualify
    row_number() over (
        partition by figure.indicator
        order by figure.period_end desc, figure.period_start asc
    ) = 1
order by figure.indicator;
