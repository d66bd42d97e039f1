-- Trong các ô cần tính có những cách gộp theo thời gian nào?
-- grain: one row per way of aggregating over periods
select distinct indicator.agg_periods
from scope
inner join indicator on scope.indicator = indicator.indicator;
