-- Đến một thời điểm, có những đợt nhập nào và đợt nào còn tính?
-- grain: one row per batch known at the moment, as the table batch would have shown it then
with known as (
    select batch.*
    from batch
    where batch.created_at <= $moment
),

dead as (
    select batch_id
    from dead_batches(null, $moment)
),

taker as (
    select
        undoes,
        max_by(batch_id, seq) as batch_id,
        max_by(created_at, seq) as created_at
    from known
    where kind = 'undo' and batch_id not in (select dead.batch_id from dead)
    group by undoes
)

select
    known.* replace (
        case when taker.undoes is null then 'committed' else 'undone' end as status,
        taker.batch_id as undone_by,
        taker.created_at as undone_at
    )
from known
left join taker on known.batch_id = taker.undoes
order by known.seq;
