-- Đợt nhập này đụng đến những ô nào?
-- grain: one row per distinct (indicator, unit, period) of the batch
select distinct
    indicator,
    unit_id,
    period_start,
    period_end
from observation
where batch_id = $batch;
