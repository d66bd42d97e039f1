-- Số liệu được chốt đến ngày nào và nhập vào hệ thống khi nào?
-- grain: one row
select
    max(observation.as_of) as as_of,
    max(batch.created_at) as loaded_at,
    count(*)::bigint as observations,
    count(distinct observation.source)::integer as sources
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
where $indicators is null or list_contains($indicators, observation.indicator);
