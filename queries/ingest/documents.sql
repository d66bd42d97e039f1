-- Số liệu đã được lấy từ những tài liệu nào?
-- grain: one row per document, the one used last first
with used as (
    select
        observation.source,
        count(*) as figures,
        max(batch.seq) as last_seq
    from observation
    inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
    group by observation.source
)

select
    source.source,
    source.kind,
    source.priority,
    source.title,
    source.number,
    source.issuer,
    source.publisher,
    source.day,
    coalesce(used.figures, 0) as figures
from source
left join used on source.source = used.source
order by used.last_seq desc nulls last, source.day desc nulls last, source.title collate vi asc, source.source asc;
