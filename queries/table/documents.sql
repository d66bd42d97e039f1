-- Những báo cáo này lấy từ tài liệu nào, vị trí nào, nhập trong đợt nào?
-- grain: one row per observation asked that is known
select
    observation.observation_id,
    coalesce(source.title, 'Chưa ghi nguồn') as title,
    coalesce(source.publisher, '') as publisher,
    source.day,
    coalesce(observation.place, '') as place,
    batch.batch_id,
    batch.created_at,
    batch.created_by
from observation
inner join batch on observation.batch_id = batch.batch_id
left join source on observation.source = source.source
where observation.observation_id in (select unnest($observations::bigint[]))
order by observation.observation_id;
