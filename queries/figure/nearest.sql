-- Những ngày gần nhất có số liệu của chỉ tiêu này là ngày nào?
-- grain: one row per period, nearest first; at most three
select
    figure.period_start,
    figure.period_end
from figure
where
    figure.indicator = $indicator
    and figure.unit_id = $unit
    and figure.breakdown = $breakdown
    and figure.value is not null
order by abs(datediff('day', figure.period_end, $day)), figure.period_start
limit 3;
