-- Trong các cách có được một số, cách nào được dùng?
-- grain: one row per cell of this step; a reported number, else the first complete way, else the fullest partial one
with in_scope as (
    select
        candidate.*,
        bucket_of(period_start, period_end) as bucket
    from candidate
),

ranked as (
    select in_scope.*
    from in_scope
    semi join scope
        on
            in_scope.indicator = scope.indicator
            and in_scope.unit_id = scope.unit_id
            and in_scope.bucket = scope.bucket
    qualify row_number() over (
        partition by in_scope.indicator, in_scope.unit_id, in_scope.breakdown, period_start, period_end
        order by
            way <> 0,
            not complete,
            way >= 90,
            case when complete then way end,
            coalesce(parts_present, 0)::double / coalesce(parts_expected, 1) desc,
            coalesce(parts_expected, 1) desc,
            way
    ) = 1
)

insert into work by name
select
    ranked.indicator,
    ranked.unit_id,
    ranked.breakdown,
    ranked.period_start,
    ranked.period_end,
    ranked.value,
    ranked.numerator,
    ranked.denominator,
    ranked.state,
    ranked.qualifier,
    case
        when ranked.way = 0 or ranked.way = 90 then 'reported'
        when ranked.way = 95 then 'none'
        when ranked.complete then 'derived'
        else 'partial'
    end as basis,
    case
        when ranked.way in (0, 90, 95) then ''
        when ranked.way < 20 then 'breakdown'
        when ranked.way < 25 then 'time'
        when ranked.way in (25, 26) then 'difference'
        when ranked.way = 30 then 'territory'
        else 'succession'
    end as tree,
    ranked.way,
    ranked.parts_present,
    ranked.parts_expected,
    ranked.as_of,
    ranked.coverage,
    ranked.observation_id,
    unit.level as unit_level,
    unit.stage,
    $rank as rank,
    ranked.complete,
    coalesce(cell_kind.brank, 0) as brank,
    indicator.agg_periods,
    indicator.cumulative,
    coalesce(cell_kind.valid_from, date '0001-01-01') as cell_from,
    coalesce(cell_kind.valid_to, date '9999-12-31') as cell_to,
    coalesce(unit.valid_to, date '9999-12-31') as unit_to
from ranked
inner join unit on ranked.unit_id = unit.unit_id
left join indicator on ranked.indicator = indicator.indicator
left join cell_kind
    on
        ranked.indicator = cell_kind.indicator
        and ranked.breakdown = cell_kind.breakdown
        and unit.level = cell_kind.unit_level;
