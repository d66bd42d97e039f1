-- Cộng các đơn vị trực thuộc được bao nhiêu, đủ mấy đơn vị?
-- grain: one candidate per whole cell
-- An indicator counted by organising level needs the unit's own level beside those below it.
with child as (
    select
        territory.whole_id,
        cell_kind.breakdown as whole_breakdown,
        cell_kind.territory,
        work.*
    from work
    inner join territory
        on
            work.unit_id = territory.part_id
            and work.period_start >= territory.valid_from
            and coalesce(territory.valid_to, date '9999-12-31') >= work.period_end
    inner join unit as whole on territory.whole_id = whole.unit_id and whole.stage = $stage
    inner join indicator_level
        on work.indicator = indicator_level.indicator and work.unit_level = indicator_level.unit_level
    inner join cell_kind
        on
            work.indicator = cell_kind.indicator
            and work.breakdown = cell_kind.breakdown
            and whole.level = cell_kind.unit_level
            and cell_kind.territory <> 'none'
            and cell_kind.brank = $brank
    where work.rank = $rank and work.value is not null and work.state <> 'expected'
),

whole_cell as (
    select distinct
        indicator,
        whole_id,
        whole_breakdown,
        territory,
        period_start,
        period_end
    from child
),

whole_period as (
    select distinct
        whole_id,
        period_start,
        period_end
    from child
),

-- A whole that was divided anew within the period (the nation in 2025) has no parts for it: its halves have.
expected as (
    select
        whole_period.whole_id,
        whole_period.period_start,
        whole_period.period_end,
        count(*) as parts
    from whole_period
    inner join territory
        on
            whole_period.whole_id = territory.whole_id
            and whole_period.period_end >= territory.valid_from
            and whole_period.period_start <= coalesce(territory.valid_to, date '9999-12-31')
    group by whole_period.whole_id, whole_period.period_start, whole_period.period_end
    having
        bool_and(
            whole_period.period_start >= territory.valid_from
            and whole_period.period_end <= coalesce(territory.valid_to, date '9999-12-31')
        )
),

part as (
    select
        indicator,
        whole_id,
        whole_breakdown,
        period_start,
        period_end,
        value,
        state,
        qualifier,
        complete,
        as_of,
        coverage
    from child
    union all
    select
        whole_cell.indicator,
        whole_cell.whole_id,
        whole_cell.whole_breakdown,
        whole_cell.period_start,
        whole_cell.period_end,
        own.value,
        own.state,
        own.qualifier,
        own.complete,
        own.as_of,
        own.coverage
    from whole_cell
    inner join unit as whole on whole_cell.whole_id = whole.unit_id
    inner join cell_kind
        on
            whole_cell.indicator = cell_kind.indicator
            and whole_cell.whole_breakdown = cell_kind.breakdown
            and whole.level = cell_kind.unit_level
            and cell_kind.territory = 'own_and_children'
    inner join work as own
        on
            whole_cell.indicator = own.indicator
            and whole_cell.whole_id = own.unit_id
            and cell_kind.own_breakdown = own.breakdown
            and whole_cell.period_start = own.period_start
            and whole_cell.period_end = own.period_end
    where own.value is not null and own.state <> 'expected'
)

insert into candidate
select
    part.indicator,
    part.whole_id as unit_id,
    part.whole_breakdown as breakdown,
    part.period_start,
    part.period_end,
    exact_sum(part.value) as value,
    joint_state(part.state, part.qualifier) as state,
    joint_qualifier(part.qualifier) as qualifier,
    30 as way,
    count(*) filter (part.complete)
    = any_value(expected.parts) + any_value((whole_cell.territory = 'own_and_children')::integer) as complete,
    count(*) filter (part.complete) as parts_present,
    any_value(expected.parts) + any_value((whole_cell.territory = 'own_and_children')::integer) as parts_expected,
    max(part.as_of) as as_of,
    bit_xor(part.coverage) as coverage,
    null as observation_id
from part
inner join whole_cell using (indicator, whole_id, whole_breakdown, period_start, period_end)
inner join expected using (whole_id, period_start, period_end)
group by part.indicator, part.whole_id, part.whole_breakdown, part.period_start, part.period_end;
