-- Số liệu được chốt đến ngày nào và nhập vào hệ thống khi nào? Kể cả số của các phần mà chỉ tiêu được tính từ đó.
-- grain: one row
select
    max(observation.as_of) as as_of,
    max(batch.created_at) as loaded_at,
    count(*)::bigint as observations,
    count(distinct observation.source)::integer as sources
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
where
    $indicators is null
    or observation.indicator in (
        select indicator_above.indicator
        from indicator_above
        where list_contains($indicators, indicator_above.above)
    );
