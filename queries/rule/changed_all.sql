-- Những ô nào từng có báo cáo?
-- grain: one row per (indicator, unit_id, bucket) with an observation; writes the temporary table changed
create or replace temp table changed as
select distinct
    indicator,
    unit_id,
    bucket_of(period_start, period_end) as bucket
from observation;
