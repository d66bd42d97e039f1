-- Đợt hoàn tác này làm thay đổi bao nhiêu số liệu của kỳ đã khóa?
-- grain: one row per closing with figures of which a document says otherwise after the undo than before it
-- Needs closed_now and closed_reach (see danvan.ingest.closed). What a document says of a cell is its last report that
-- counts; that another batch says the same is no change.
with moment as (
    select seq
    from batch
    where batch_id = $undo
),

own as (
    select observation.*
    from observation
    where observation.batch_id = (select root.batch_id from root_batch($undo) as root)
),

span as (
    select distinct
        period_start,
        period_end
    from own
),

shut as (
    select
        span.period_start,
        span.period_end,
        closed_now.closing_id,
        closed_now.everywhere
    from span
    inner join closed_now
        on span.period_start >= closed_now.period_start and span.period_end <= closed_now.period_end
),

cell as (
    select distinct
        shut.closing_id,
        own.indicator,
        own.unit_id,
        own.breakdown,
        own.period_start,
        own.period_end,
        own.source
    from own
    inner join shut on own.period_start = shut.period_start and own.period_end = shut.period_end
    left join closed_reach on shut.closing_id = closed_reach.closing_id and own.unit_id = closed_reach.unit_id
    where shut.everywhere = (closed_reach.unit_id is null)
),

dead as (
    select
        batch_id,
        'before' as side
    from dead_batches((select seq - 1 from moment), null)
    union all
    select
        batch_id,
        'after' as side
    from dead_batches((select seq from moment), null)
),

side as (
    select unnest(['before', 'after']) as side
),

live as (
    select
        batch.batch_id,
        batch.seq,
        side.side
    from batch
    cross join side
    anti join dead on batch.batch_id = dead.batch_id and side.side = dead.side
    where batch.kind <> 'undo'
),

said as (
    select
        observation.*,
        live.side
    from observation
    semi join cell
        on
            observation.indicator = cell.indicator
            and observation.unit_id = cell.unit_id
            and observation.breakdown = cell.breakdown
            and observation.period_start = cell.period_start
            and observation.period_end = cell.period_end
            and observation.source is not distinct from cell.source
    inner join live on observation.batch_id = live.batch_id
    qualify
        row_number() over (
            partition by
                live.side, observation.indicator, observation.unit_id, observation.breakdown,
                observation.period_start, observation.period_end, observation.source
            order by live.seq desc, observation.observation_id desc
        ) = 1
),

stated as (
    select
        cell.closing_id,
        cell.indicator,
        cell.unit_id,
        cell.breakdown,
        cell.period_start,
        cell.period_end,
        cell.source,
        count(distinct said.side) as sides,
        count(distinct hash(
            said.value, said.numerator, said.denominator, said.qualifier, said.state, said.as_of, said.cumulative_from
        )) as contents
    from cell
    left join said
        on
            cell.indicator = said.indicator
            and cell.unit_id = said.unit_id
            and cell.breakdown = said.breakdown
            and cell.period_start = said.period_start
            and cell.period_end = said.period_end
            and cell.source is not distinct from said.source
    group by all
)

select
    closing_id,
    count(*) as figures
from stated
where sides = 1 or contents > 1
group by closing_id
order by closing_id;
