-- Một chỉ tiêu của một đơn vị có số liệu ở những kỳ nào nằm trong khoảng thời gian này?
-- grain: one row per period inside the span
select figure.*
from figure
where
    figure.indicator = $indicator
    and figure.unit_id = $unit
    and figure.breakdown = $breakdown
    and figure.period_start >= $period_start
    and figure.period_end <= $period_end
order by figure.period_start, figure.period_end;
