-- Số được chọn của một ô sẽ được ghi thế nào?
-- grain: one row per candidate of a cell of the scope; makes the temporary view placed, with the columns of work
create or replace temp view placed as
select
    candidate.indicator,
    candidate.unit_id,
    candidate.breakdown,
    candidate.period_start,
    candidate.period_end,
    candidate.value,
    candidate.numerator,
    candidate.denominator,
    candidate.state,
    candidate.qualifier,
    case
        when candidate.way = 0 or candidate.way = 90 then 'reported'
        when candidate.way = 95 then 'none'
        when candidate.complete then 'derived'
        else 'partial'
    end as basis,
    case
        when candidate.way in (0, 90, 95) then ''
        when candidate.way < 20 then 'breakdown'
        when candidate.way < 25 then 'time'
        when candidate.way in (25, 26) then 'difference'
        when candidate.way = 30 then 'territory'
        else 'succession'
    end as tree,
    candidate.way,
    candidate.parts_present,
    candidate.parts_expected,
    candidate.as_of,
    candidate.coverage,
    candidate.observation_id,
    scope.unit_level,
    candidate.stage,
    candidate.rank,
    candidate.complete,
    candidate.brank,
    scope.agg_periods,
    scope.cumulative,
    coalesce(cell_kind.valid_from, date '0001-01-01') as cell_from,
    coalesce(cell_kind.valid_to, date '9999-12-31') as cell_to,
    scope.unit_to
from candidate
inner join scope
    on
        candidate.indicator = scope.indicator
        and candidate.unit_id = scope.unit_id
        and bucket_of(candidate.period_start, candidate.period_end) = scope.bucket
left join cell_kind
    on
        candidate.indicator = cell_kind.indicator
        and candidate.breakdown = cell_kind.breakdown
        and scope.unit_level = cell_kind.unit_level;
