-- Các báo cáo đã dùng lấy từ những tài liệu nào?
-- grain: one row per (source, batch, place) of the observations used
select
    source.source,
    coalesce(source.title, 'Chưa ghi nguồn') as title,
    source.kind,
    source.number,
    source.publisher,
    source.issuer,
    source.day,
    source.url,
    observation.place,
    batch.batch_id,
    batch.created_at,
    batch.created_by,
    batch.file_name,
    batch.file_path,
    count(*)::integer as cells
from used
inner join observation on used.observation_id = observation.observation_id
inner join batch on observation.batch_id = batch.batch_id
left join source on observation.source = source.source
group by all
order by cells desc, source.day desc, source.source asc, observation.place asc, batch.batch_id asc;
