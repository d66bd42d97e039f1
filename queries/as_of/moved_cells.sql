-- Từ một thời điểm đến nay, những ô nào có báo cáo được thêm, được bỏ hoặc được khôi phục?
-- grain: one row per cell with a report that counts now and did not then, or the other way round
with dead as (
    select batch_id
    from dead_batches(null, $moment)
),

moved as (
    select batch.batch_id
    from batch
    left join dead on batch.batch_id = dead.batch_id
    where
        batch.kind <> 'undo'
        and (batch.status = 'committed') <> (batch.created_at <= $moment and dead.batch_id is null)
)

select distinct
    observation.indicator,
    observation.unit_id,
    observation.period_start,
    observation.period_end
from observation
semi join moved on observation.batch_id = moved.batch_id
order by all;
