-- Báo cáo nào ghi số của một chỉ tiêu hoặc một cấp cho kỳ mà chỉ tiêu, cấp ấy không áp dụng?
-- grain: one row per live observation
-- No district level after 30/6/2025; kiểu mẫu and nâng cao from 2018 to 2025.
with part as (
    select
        indicator,
        breakdown,
        min(valid_from) as valid_from,
        max(valid_to) as valid_to
    from cell_kind
    group by indicator, breakdown
)

select
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end,
    [observation.indicator] as indicators,
    observation.observation_id,
    part.valid_from,
    part.valid_to
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
inner join part on observation.indicator = part.indicator and observation.breakdown = part.breakdown
where observation.period_start > part.valid_to or observation.period_end < part.valid_from
order by observation.observation_id;
