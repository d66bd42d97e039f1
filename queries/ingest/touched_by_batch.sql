-- Đợt nhập này chạm đến những chỉ tiêu nào, kỳ nào, bao nhiêu đơn vị?
-- grain: one row per (indicator, period) of the batch
select
    observation.indicator,
    observation.period_start,
    observation.period_end,
    count(*) as figures,
    count(distinct observation.unit_id) as units,
    min(observation.unit_id) as one_unit,
    count(distinct unit.parent_id) as parents,
    min(unit.parent_id) as one_parent,
    min(observation.breakdown) as one_breakdown
from observation
inner join unit on observation.unit_id = unit.unit_id
where observation.batch_id = $batch
group by observation.indicator, observation.period_start, observation.period_end
order by observation.indicator asc, observation.period_end desc, observation.period_start asc;
