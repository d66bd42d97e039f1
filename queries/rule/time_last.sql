-- Giá trị cuối kỳ (hoặc đầu kỳ) của một chỉ tiêu thời điểm là bao nhiêu?
-- grain: one candidate per whole cell; stocks only
-- Complete when the value is that of the period's very last (first) day; else the latest inside it, marked with its
-- day. parts_*: how far that value itself is whole (1/1, or 12/18 units).
with part as (
    select
        coalesce(period_part.whole_start, date_trunc('month', work.period_start)::date) as whole_start,
        coalesce(period_part.whole_end, last_day(work.period_start)) as whole_end,
        work.*
    from work
    left join period_part
        on
            period_part.rank = $rank
            and work.period_start = period_part.part_start
            and work.period_end = period_part.part_end
    where
        work.stage = $stage
        and work.brank = $brank
        and work.agg_periods in ('first', 'last')
        and not work.cumulative
        and work.value is not null
        and work.state <> 'expected'
        and (period_part.whole_start is not null or ($rank = 0 and work.period_start = work.period_end))
        and work.unit_to
        >= coalesce(period_part.whole_end, last_day(work.period_start))
)

insert into candidate by name
select
    indicator,
    unit_id,
    breakdown,
    whole_start as period_start,
    whole_end as period_end,
    value,
    state,
    qualifier,
    20 as way,
    complete and case
        when agg_periods = 'first' then period_start = whole_start
        else period_end >= least(whole_end, cell_to)
    end as complete,
    case when complete then 1 else coalesce(parts_present, 0) end as parts_present,
    case when complete then 1 else coalesce(parts_expected, 1) end as parts_expected,
    -- The day on which the value stands, not the day on which it was told.
    case when tree = 'time' then as_of else period_end end as as_of,
    coverage,
    observation_id,
    numerator,
    denominator,
    $stage as stage,
    $rank as rank,
    $brank as brank
from part
where agg_periods = 'last' or period_start = whole_start
qualify row_number() over (
    partition by indicator, unit_id, breakdown, whole_start, whole_end
    order by
        case when agg_periods = 'first' then period_start end asc,
        -- A later figure of a few units does not push out an earlier one of most.
        not complete and coalesce(parts_present::double / nullif(parts_expected, 0), 0) < 0.5,
        period_end desc,
        complete desc,
        period_start desc
) = 1;
