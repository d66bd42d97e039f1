-- Migration 3: what an import counted and was read with, beside its batch; and what the checks warn of.

create table batch_detail (
    batch_id varchar, new_rows bigint, changed_rows bigint, unchanged_rows bigint, conflict_rows bigint,
    rejected_rows bigint, details varchar
);

-- Equal, where two unknowns are equal too.
create macro same_value(a, b) as a is not distinct from b;

-- Batches that do not count once the undos up to a batch (by its number) or up to a moment have been taken into
-- account. A batch is dead while an undo that is alive points at it. An undo always comes after what it undoes, so
-- one walk from the newest undo to the oldest settles all of them.
create macro dead_batches(last_seq, last_moment) as table
with recursive undo as (
    select
        row_number() over (order by batch.seq desc) as step,
        batch.batch_id,
        batch.undoes
    from batch
    where
        batch.kind = 'undo'
        and batch.seq <= coalesce(last_seq, batch.seq)
        and batch.created_at <= coalesce(last_moment, batch.created_at)
),

walk as (
    select
        0::bigint as step,
        []::varchar[] as dead
    union all
    select
        undo.step,
        case when list_contains(walk.dead, undo.batch_id) then walk.dead else list_append(walk.dead, undo.undoes) end
    from walk
    inner join undo on walk.step + 1 = undo.step
)

select unnest(max_by(dead, step)) as batch_id
from walk;

-- The batch with rows that a batch, or a chain of undos, is about in the end.
create macro root_batch(wanted) as table
with recursive chain as (
    select
        batch.batch_id,
        batch.kind,
        batch.undoes
    from batch
    where batch.batch_id = wanted
    union all
    select
        below.batch_id,
        below.kind,
        below.undoes
    from chain
    inner join batch as below on chain.undoes = below.batch_id
)

select chain.batch_id
from chain
where chain.kind <> 'undo';

-- Derived like figure: what every queries/checks/warn_*.sql finds, kept up to date by imports and undos.
create table warning (
    check_name varchar, indicators varchar[], indicator varchar, unit_id varchar, breakdown varchar,
    period_start date, period_end date, details varchar, found_at timestamp, batch_id varchar
);
