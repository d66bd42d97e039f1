-- Cộng các đơn vị tiền thân được bao nhiêu, đủ mấy đơn vị?
-- grain: one candidate per cell of a unit of this stage before its birth; only where every predecessor went over whole
with part as (
    select
        unit_succession.successor_id,
        cell_kind.brank as cell_brank,
        work.*
    from work
    inner join unit_succession on work.unit_id = unit_succession.predecessor_id and unit_succession.exact
    inner join unit as successor on unit_succession.successor_id = successor.unit_id and successor.stage = $stage
    inner join indicator on work.indicator = indicator.indicator and indicator.agg_units = 'sum'
    inner join indicator_level
        on work.indicator = indicator_level.indicator and successor.level = indicator_level.unit_level
    inner join cell_kind
        on
            work.indicator = cell_kind.indicator
            and work.breakdown = cell_kind.breakdown
            and successor.level = cell_kind.unit_level
    where
        work.period_end < unit_succession.day
        and work.value is not null
        and work.state <> 'expected'
),

expected as (
    select
        successor_id,
        count(*) as parts
    from unit_succession
    group by successor_id
)

insert into candidate by name
select
    part.indicator,
    part.successor_id as unit_id,
    part.breakdown,
    part.period_start,
    part.period_end,
    exact_sum(part.value) as value,
    joint_state(part.state, part.qualifier) as state,
    joint_qualifier(part.qualifier) as qualifier,
    40 as way,
    count(*) filter (part.complete) = any_value(expected.parts) as complete,
    count(*) filter (part.complete) as parts_present,
    any_value(expected.parts) as parts_expected,
    max(part.as_of) as as_of,
    bit_xor(part.coverage) as coverage,
    null as observation_id,
    $stage as stage,
    any_value(part.rank) as rank,
    any_value(part.cell_brank) as brank
from part
inner join expected on part.successor_id = expected.successor_id
group by part.indicator, part.successor_id, part.breakdown, part.period_start, part.period_end;
