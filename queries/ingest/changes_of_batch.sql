-- Đợt này đã làm thay đổi những số nào: trước là bao nhiêu, sau là bao nhiêu?
-- grain: one row per cell of the batch (of an undo: of what it took back or brought back); those changed first
-- A rate of other numbers, 'hơn', another state: each is a change, also where the number printed stays.
-- before, after: the report in use just before and just after the batch, the undos up to then taken into account.
-- all_rows and changed_rows count the cells beyond $most too.
with moment as (
    select seq
    from batch
    where batch_id = $batch
),

cell as (
    select distinct
        indicator,
        unit_id,
        breakdown,
        period_start,
        period_end
    from observation
    where batch_id = (select root.batch_id from root_batch($batch) as root)
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
    cross join moment
    cross join side
    anti join dead on batch.batch_id = dead.batch_id and side.side = dead.side
    where batch.kind <> 'undo' and batch.seq <= moment.seq - (side.side = 'before')::integer
),

used as (
    select
        observation.* replace (
            case
                when indicator.kind = 'ratio' and observation.numerator is not null and observation.denominator > 0
                    then indicator.scale * observation.numerator / observation.denominator
                else observation.value
            end as value
        ),
        live.side
    from observation
    semi join cell using (indicator, unit_id, breakdown, period_start, period_end)
    inner join live on observation.batch_id = live.batch_id
    inner join indicator on observation.indicator = indicator.indicator
    left join source on observation.source = source.source
    qualify
        row_number() over (
            partition by
                live.side, observation.indicator, observation.unit_id, observation.breakdown,
                observation.period_start, observation.period_end
            order by
                observation.value is null and observation.numerator is null, observation.state = 'expected',
                coalesce(source.priority, 9) asc, observation.as_of desc nulls last, live.seq desc,
                observation.observation_id desc
        ) = 1
),

compared as (
    select
        cell.*,
        former.value as before_value,
        former.numerator as before_numerator,
        former.denominator as before_denominator,
        former.qualifier as before_qualifier,
        former.state as before_state,
        former.source as before_source,
        latter.value as after_value,
        latter.numerator as after_numerator,
        latter.denominator as after_denominator,
        latter.qualifier as after_qualifier,
        latter.state as after_state,
        latter.source as after_source,
        case
            when former.observation_id is null and latter.observation_id is null then 'same'
            when former.observation_id is null then 'new'
            when latter.observation_id is null then 'gone'
            when
                same_value(former.value, latter.value)
                and same_value(former.numerator, latter.numerator)
                and same_value(former.denominator, latter.denominator)
                and former.qualifier = latter.qualifier
                and former.state = latter.state
                then 'same'
            else 'changed'
        end as change
    from cell
    left join used as former
        on
            former.side = 'before'
            and cell.indicator = former.indicator
            and cell.unit_id = former.unit_id
            and cell.breakdown = former.breakdown
            and cell.period_start = former.period_start
            and cell.period_end = former.period_end
    left join used as latter
        on
            latter.side = 'after'
            and cell.indicator = latter.indicator
            and cell.unit_id = latter.unit_id
            and cell.breakdown = latter.breakdown
            and cell.period_start = latter.period_start
            and cell.period_end = latter.period_end
)

select
    compared.*,
    unit.full_name,
    indicator.name as indicator_name,
    indicator.unit_of_measure,
    indicator.decimals,
    count(*) over () as all_rows,
    count(*) filter (compared.change <> 'same') over () as changed_rows
from compared
inner join unit on compared.unit_id = unit.unit_id
inner join indicator on compared.indicator = indicator.indicator
order by
    compared.change = 'same' asc,
    compared.indicator asc,
    unit.name collate vi asc,
    compared.unit_id asc,
    compared.breakdown asc,
    compared.period_start asc,
    compared.period_end asc
limit $most;
