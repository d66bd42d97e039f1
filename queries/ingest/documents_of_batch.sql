-- Số liệu của đợt này lấy từ những tài liệu nào?
-- grain: one row per document of the batch, the one with most figures first
select
    source.source,
    source.kind,
    source.title,
    source.number,
    source.issuer,
    source.publisher,
    source.day,
    count(*) as figures
from observation
inner join source on observation.source = source.source
where observation.batch_id = (select root.batch_id from root_batch($batch) as root)
group by
    source.source,
    source.kind,
    source.title,
    source.number,
    source.issuer,
    source.publisher,
    source.day
order by figures desc, source.title collate vi asc, source.source asc;
