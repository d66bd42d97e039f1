-- Mỗi đợt có bao nhiêu báo cáo trong dữ liệu?
-- grain: one row per batch; the quick look at every start
with observed as (
    select
        batch_id,
        count(*) as observations
    from observation
    group by batch_id
)

select
    batch.seq,
    batch.batch_id,
    coalesce(observed.observations, 0) as observations
from batch
left join observed on batch.batch_id = observed.batch_id
order by batch.seq;
