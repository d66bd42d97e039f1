-- Báo cáo nào ghi mã chỉ tiêu hoặc mã đơn vị không có trong danh mục?
-- grain: one row per offending observation
select
    observation.observation_id,
    observation.batch_id,
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
left join indicator on observation.indicator = indicator.indicator
left join unit on observation.unit_id = unit.unit_id
where indicator.indicator is null or unit.unit_id is null
order by observation.observation_id;
