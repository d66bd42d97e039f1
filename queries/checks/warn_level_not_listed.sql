-- Báo cáo nào của một cấp mà danh mục không quy định cấp ấy báo cáo chỉ tiêu này?
-- grain: one row per live observation
select
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end,
    [observation.indicator] as indicators,
    observation.observation_id,
    unit.level
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
inner join unit on observation.unit_id = unit.unit_id
anti join indicator_level as listed
    on observation.indicator = listed.indicator and unit.level = listed.unit_level
where observation.indicator in (select indicator_level.indicator from indicator_level)
order by observation.observation_id;
