-- Ô này đã được nêu số dự kiến nào?
-- grain: one row per live forecast of the cell, the newest first
select
    observation.value,
    observation.as_of
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
where
    observation.state = 'expected'
    and observation.value is not null
    and observation.indicator = $indicator
    and observation.unit_id = $unit
    and observation.breakdown = $breakdown
    and observation.period_start = $period_start
    and observation.period_end = $period_end
order by observation.as_of desc nulls last, observation.observation_id desc;
