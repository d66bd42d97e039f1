-- Sau khi một đợt bị hoàn tác, những đợt mà nó tác động đến còn tính hay không?
-- grain: one update per batch of the chain below the undone one, itself included
-- A batch counts while no undo that counts points at it. Outside the chain nothing changes, so the column status holds
-- for all others; down the chain each step turns the next one over, unless another undo keeps it down.
update batch
set
    status = case when standing.alive then 'committed' else 'undone' end,
    undone_by = standing.undone_by,
    undone_at = standing.undone_at
from (
    with recursive holder as (
        select
            undoes,
            count(*) as holders
        from batch
        where kind = 'undo' and status = 'committed'
        group by undoes
    ),

    chain as (
        select
            batch_id,
            undoes,
            status = 'committed' as was_alive,
            false as alive
        from batch
        where batch_id = $batch
        union all
        select
            below.batch_id,
            below.undoes,
            below.status = 'committed' as was_alive,
            not chain.alive and coalesce(holder.holders, 0) - chain.was_alive::integer = 0 as alive
        from chain
        inner join batch as below on chain.undoes = below.batch_id
        left join holder on below.batch_id = holder.undoes
    ),

    taking as (
        select
            batch.batch_id,
            batch.undoes,
            batch.seq,
            batch.created_at
        from batch
        left join chain as above on batch.batch_id = above.batch_id
        where batch.kind = 'undo' and coalesce(above.alive, batch.status = 'committed')
    )

    select
        chain.batch_id,
        chain.alive,
        max_by(taking.batch_id, taking.seq) as undone_by,
        max_by(taking.created_at, taking.seq) as undone_at
    from chain
    left join taking on chain.batch_id = taking.undoes
    group by chain.batch_id, chain.alive
) as standing
where batch.batch_id = standing.batch_id;
