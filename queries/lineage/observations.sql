-- Những báo cáo nào đã cho số liệu của ô này, từ nguồn nào?
-- grain: one row per live observation of the cell, the one in use first
select
    observation.observation_id,
    observation.value,
    observation.numerator,
    observation.denominator,
    observation.qualifier,
    observation.state,
    observation.as_of,
    observation.place,
    observation.note,
    source.source,
    source.title,
    source.kind as source_kind,
    source.publisher,
    source.issuer,
    source.number,
    source.day as source_day,
    source.url,
    batch.batch_id,
    batch.title as batch_title,
    batch.created_at,
    batch.created_by,
    observation.observation_id = $chosen as in_use
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
left join source on observation.source = source.source
where
    observation.indicator = $indicator
    and observation.unit_id = $unit
    and observation.breakdown = $breakdown
    and observation.period_start = $period_start
    and observation.period_end = $period_end
order by in_use desc, source.priority asc, observation.as_of desc nulls last, batch.seq desc;
