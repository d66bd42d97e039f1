-- Những đợt nhập, hoàn tác nào liên quan đến ô này?
-- grain: one row per batch with a report of the cell, and per undo that leads down to one, the oldest first
with recursive touching as (
    select
        batch.batch_id,
        batch.seq
    from batch
    where
        batch.batch_id in (
            select observation.batch_id
            from observation
            where
                observation.indicator = $indicator
                and observation.unit_id = $unit
                and observation.breakdown = $breakdown
                and observation.period_start = $period_start
                and observation.period_end = $period_end
        )
    union
    select
        undo.batch_id,
        undo.seq
    from touching
    inner join batch as undo on touching.batch_id = undo.undoes
)

select
    batch.batch_id,
    batch.seq,
    batch.kind,
    batch.title,
    batch.created_at,
    batch.created_by,
    batch.status,
    batch.undone_by,
    batch.undone_at,
    batch.reason
from touching
inner join batch on touching.batch_id = batch.batch_id
order by batch.seq;
