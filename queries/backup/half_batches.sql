-- Đợt nào không đủ số báo cáo đã ghi, hoặc báo cáo nào không thuộc đợt nào?
-- grain: one row per batch number whose reports are not as many as the batch says; seq is null for an unknown batch
with observed as (
    select
        batch_id,
        count(*) as observations
    from observation
    group by batch_id
)

select
    batch.seq,
    coalesce(batch.batch_id, observed.batch_id) as batch_id,
    batch.row_count,
    coalesce(observed.observations, 0) as observations
from batch
full outer join observed on batch.batch_id = observed.batch_id
where batch.row_count is distinct from coalesce(observed.observations, 0)
order by batch_id;
