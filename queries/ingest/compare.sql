-- So với dữ liệu đang có, từng dòng là mới, thay đổi, giữ nguyên hay mâu thuẫn với tài liệu khác?
-- grain: one row per row of incoming of whose cell something has been said; writes the temporary table compared
-- The other rows are new.
-- own: what the same document said last. other: what another document says, the one that would be used first.
-- shown: whose number will be in force: incoming, former (of the same document) or other.
-- A share is its fraction: 93,2 and 356/382 agree when the one is the other after rounding (as checks.warn_ratio_off…).
create or replace temp table compared as
with met as (
    select
        incoming.row_no,
        observation.*,
        batch.seq,
        coalesce(source.priority, 9) as priority,
        observation.source = incoming.source as own,
        incoming.value as came,
        same_value(observation.numerator, incoming.numerator)
        and same_value(observation.denominator, incoming.denominator) as same_parts,
        coalesce(observation.numerator = incoming.numerator, true)
        and coalesce(observation.denominator = incoming.denominator, true) as parts_agree,
        case
            when indicator.kind = 'ratio' and observation.denominator > 0
                then indicator.scale * observation.numerator / observation.denominator
        end as worked,
        case
            when indicator.kind = 'ratio' and incoming.denominator > 0
                then indicator.scale * incoming.numerator / incoming.denominator
        end as came_worked,
        0.6 * pow(10, -indicator.decimals) as rounding
    from observation
    inner join incoming using (indicator, unit_id, breakdown, period_start, period_end)
    inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
    left join source on observation.source = source.source
    left join indicator on observation.indicator = indicator.indicator
),

stated as (
    select
        *,
        same_value(value, came)
        or coalesce(
            abs(coalesce(value, worked) - coalesce(worked, came_worked)) <= rounding
            and abs(coalesce(came, came_worked) - coalesce(worked, came_worked)) <= rounding,
            false
        ) as same_number
    from met
),

own as (
    select *
    from stated
    where own
    qualify row_number() over (partition by row_no order by seq desc, observation_id desc) = 1
),

other as (
    select *
    from stated
    where not own
    qualify
        row_number() over (
            partition by row_no
            order by
                value is null and numerator is null, state = 'expected', priority asc, as_of desc nulls last, seq desc,
                observation_id desc
        ) = 1
),

arrival as (
    select
        incoming.row_no,
        incoming.value is null and incoming.numerator is null as silent,
        incoming.state = 'expected' as expected,
        coalesce(paper.priority, source.priority, 9) as priority,
        incoming.as_of,
        null as seq,
        'incoming' as whose
    from incoming
    semi join stated on incoming.row_no = stated.row_no
    left join paper on incoming.source = paper.source
    left join source on incoming.source = source.source
),

candidate as (
    select * from arrival
    union all
    select
        row_no,
        value is null and numerator is null as silent,
        state = 'expected' as expected,
        priority,
        as_of,
        seq,
        case when own then 'former' else 'other' end as whose
    from stated
),

force as (
    select
        row_no,
        whose
    from candidate
    qualify
        row_number() over (
            partition by row_no
            order by silent asc, expected asc, priority asc, as_of desc nulls last, seq desc nulls first
        ) = 1
)

select
    incoming.row_no,
    case
        when
            own.row_no is not null
            and own.same_number
            and own.same_parts
            and same_value(own.cumulative_from, incoming.cumulative_from)
            and same_value(own.as_of, incoming.as_of)
            and own.qualifier = incoming.qualifier
            and own.state = incoming.state
            then 'unchanged'
        when own.row_no is not null then 'changed'
        when
            other.same_number
            and other.parts_agree
            and other.qualifier = incoming.qualifier
            and other.state = incoming.state
            then 'new'
        else 'conflict'
    end as status,
    coalesce(own.value, own.worked) as old_value,
    own.numerator as old_numerator,
    own.denominator as old_denominator,
    own.qualifier as old_qualifier,
    own.state as old_state,
    own.as_of as old_as_of,
    coalesce(other.value, other.worked) as other_value,
    other.qualifier as other_qualifier,
    other.state as other_state,
    other.source as other_source,
    force.whose as shown
from incoming
inner join force on incoming.row_no = force.row_no
left join own on incoming.row_no = own.row_no
left join other on incoming.row_no = other.row_no
order by incoming.row_no;
