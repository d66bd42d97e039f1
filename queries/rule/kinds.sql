-- Các chỉ tiêu cần tính được gộp theo thời gian thế nào?
-- grain: one row per indicator of the scope or a part of one
select distinct
    indicator.indicator,
    indicator.agg_periods
from indicator
inner join indicator_above on indicator.indicator = indicator_above.indicator
semi join scope on indicator_above.above = scope.indicator
order by indicator.indicator;
