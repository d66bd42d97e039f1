-- Những số đã có nào là thành phần của các ô cần tính lại?
-- grain: one row per figure outside the scope that a cell of the scope may be computed from
with indicators as (
    select distinct indicator_above.indicator
    from indicator_above
    semi join scope on indicator_above.above = scope.indicator
),

wholes as (
    select distinct unit_id from scope
),

units as (
    select unit_id from wholes
    union
    select territory.part_id
    from territory
    semi join wholes on territory.whole_id = wholes.unit_id
    union
    select unit_succession.predecessor_id
    from unit_succession
    semi join wholes on unit_succession.successor_id = wholes.unit_id
),

buckets as (
    select distinct bucket from scope
),

known as (
    select
        figure.*,
        bucket_of(period_start, period_end) as bucket
    from figure
    semi join indicators on figure.indicator = indicators.indicator
    semi join units on figure.unit_id = units.unit_id
)

insert into work by name
select
    known.* exclude (bucket),
    unit.level as unit_level,
    unit.stage,
    coalesce(period_standard.rank, -1) as rank,
    known.basis in ('reported', 'derived') and known.state <> 'expected' as complete,
    coalesce(cell_kind.brank, 0) as brank,
    indicator.agg_periods,
    indicator.cumulative,
    coalesce(cell_kind.valid_from, date '0001-01-01') as cell_from,
    coalesce(cell_kind.valid_to, date '9999-12-31') as cell_to,
    coalesce(unit.valid_to, date '9999-12-31') as unit_to
from known
semi join buckets on known.bucket = buckets.bucket
anti join scope
    on known.indicator = scope.indicator and known.unit_id = scope.unit_id and known.bucket = scope.bucket
inner join unit on known.unit_id = unit.unit_id
left join indicator on known.indicator = indicator.indicator
left join cell_kind
    on
        known.indicator = cell_kind.indicator
        and known.breakdown = cell_kind.breakdown
        and unit.level = cell_kind.unit_level
left join period_standard
    on known.period_start = period_standard.period_start and known.period_end = period_standard.period_end;
