-- Tỷ lệ nào được nêu khác với tử số và mẫu số nêu cùng chỗ?
-- grain: one row per live observation of a ratio whose value is not that of its parts after rounding
select
    observation.observation_id,
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end,
    [observation.indicator] as indicators,
    observation.value,
    observation.numerator,
    observation.denominator
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
inner join indicator on observation.indicator = indicator.indicator and indicator.kind = 'ratio'
where
    observation.denominator > 0
    and observation.qualifier = ''
    and abs(observation.value - indicator.scale * observation.numerator / observation.denominator)
    > 0.6 * pow(10, -indicator.decimals)
order by observation.observation_id;
