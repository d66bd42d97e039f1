-- Các số này rốt cuộc lấy từ những tài liệu nào?
-- grain: one row per (cell_no, source, batch, place) of the reports that the cells met on the way down rest on
with used as (
    select distinct
        cell_no,
        observation_id
    from cells
    where observation_id is not null
)

select
    used.cell_no,
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
order by
    used.cell_no asc,
    cells desc,
    source.day desc,
    source.source asc,
    observation.place asc,
    batch.batch_id asc;
