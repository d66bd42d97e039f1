-- Cộng các đơn vị trực thuộc và số của chính cấp đó được bao nhiêu, đủ mấy đơn vị?
-- grain: one candidate per whole cell of this step
-- An indicator counted by organising level needs the unit's own level beside those below it.
with part as (
    select
        indicator,
        whole_id,
        breakdown,
        period_start,
        period_end,
        value,
        provisional,
        first_qualifier,
        last_qualifier,
        present,
        parts,
        as_of,
        coverage
    from below
    where rank = $rank and brank = $brank and with_own
    union all
    select
        below.indicator,
        below.whole_id,
        below.breakdown,
        below.period_start,
        below.period_end,
        own.value::decimal(24, 6) as value,
        (own.state = 'provisional')::integer as provisional,
        nullif(own.qualifier, '') as first_qualifier,
        own.qualifier as last_qualifier,
        own.complete::integer as present,
        below.parts,
        own.as_of,
        own.coverage
    from below
    inner join work as own
        on
            below.indicator = own.indicator
            and below.whole_id = own.unit_id
            and below.own_breakdown = own.breakdown
            and below.period_start = own.period_start
            and below.period_end = own.period_end
    where
        below.rank = $rank
        and below.brank = $brank
        and below.with_own
        and own.stage = $stage
        and own.rank = $rank
        and own.value is not null
        and own.state <> 'expected'
)

insert into candidate by name
select
    indicator,
    whole_id as unit_id,
    breakdown,
    period_start,
    period_end,
    sum(value)::double as value,
    summed_state(sum(provisional), max(last_qualifier)) as state,
    summed_qualifier(min(first_qualifier), max(last_qualifier)) as qualifier,
    30 as way,
    sum(present) = any_value(parts) as complete,
    sum(present) as parts_present,
    any_value(parts) as parts_expected,
    max(as_of) as as_of,
    bit_xor(coverage) as coverage,
    null as observation_id,
    $stage as stage,
    $rank as rank,
    $brank as brank
from part
group by indicator, whole_id, breakdown, period_start, period_end;
