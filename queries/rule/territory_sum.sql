-- Các đơn vị trực thuộc của mỗi đơn vị trong tầng này cộng lại được bao nhiêu?
-- grain: one row per whole cell; writes the temporary table below, for all periods and breakdowns of a stage at once
-- The units below are complete when a stage begins; what the whole unit reports of its own level is added later.
create or replace temp table below as
with whole_part as (
    select
        territory.whole_id,
        territory.part_id,
        territory.valid_from,
        coalesce(territory.valid_to, date '9999-12-31') as valid_to,
        whole.level as whole_level
    from territory
    inner join unit as whole on territory.whole_id = whole.unit_id and whole.stage = $stage
),

summed as (
    select
        work.indicator,
        whole_part.whole_id,
        work.breakdown,
        work.period_start,
        work.period_end,
        work.rank,
        any_value(cell_kind.brank) as brank,
        any_value(cell_kind.own_breakdown) as own_breakdown,
        any_value(cell_kind.territory) = 'own_and_children' as with_own,
        sum(work.value::decimal(24, 6)) as value,
        count(*) filter (work.state = 'provisional') as provisional,
        min(nullif(work.qualifier, '')) as first_qualifier,
        max(work.qualifier) as last_qualifier,
        count(*) filter (work.complete) as present,
        max(work.as_of) as as_of,
        bit_xor(work.coverage) as coverage
    from work
    inner join whole_part
        on
            work.unit_id = whole_part.part_id
            and work.period_start >= whole_part.valid_from
            and work.period_end <= whole_part.valid_to
    inner join cell_kind
        on
            work.indicator = cell_kind.indicator
            and work.breakdown = cell_kind.breakdown
            and whole_part.whole_level = cell_kind.unit_level
            and cell_kind.territory <> 'none'
    semi join indicator_level
        on work.indicator = indicator_level.indicator and work.unit_level = indicator_level.unit_level
    where work.stage < $stage and work.value is not null and work.state <> 'expected'
    group by
        work.indicator, whole_part.whole_id, work.breakdown, work.period_start, work.period_end, work.rank
),

whole_period as (
    select distinct
        whole_id,
        period_start,
        period_end
    from summed
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
)

select
    summed.*,
    expected.parts + summed.with_own::integer as parts
from summed
inner join expected using (whole_id, period_start, period_end);
