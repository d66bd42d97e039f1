-- Phải tính những chỉ tiêu nào, của các năm nào, ở các tầng và cấp đơn vị nào?
-- grain: one row per (indicator, bucket, stage, unit_level) of the scope, lowest stage first
select
    stage,
    unit_level,
    indicator,
    bucket,
    any_value(agg_periods) as agg_periods,
    bool_or(succeeds) as succeeds,
    count(*) as cells
from scope
group by stage, unit_level, indicator, bucket
order by stage, unit_level, indicator, bucket;
