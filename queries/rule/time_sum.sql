-- Cộng các kỳ con (tháng, quý, nửa năm) được bao nhiêu, đủ mấy tháng?
-- grain: one candidate per (whole cell, way); flows only
-- Parts are counted in months, so that a year reported by quarters and one reported by months speak alike.
-- Months in which the cell did not apply (no district level after 30/6/2025) are not expected.
with part as (
    select
        period_part.whole_start,
        period_part.whole_end,
        period_part.way as whole_way,
        greatest(period_part.whole_start, work.cell_from) as from_day,
        least(period_part.whole_end, work.cell_to) as to_day,
        greatest(work.period_start, work.cell_from) as part_from,
        least(work.period_end, work.cell_to) as part_to,
        work.*
    from work
    inner join period_part
        on
            period_part.rank = $rank
            and work.period_start = period_part.part_start
            and work.period_end = period_part.part_end
    where
        work.stage = $stage
        and work.brank = $brank
        and work.agg_periods = 'sum'
        and work.value is not null
        and work.state <> 'expected'
        and work.unit_to >= period_part.whole_end
),

counted as (
    select
        *,
        case
            when complete then datediff('month', part_from, part_to + 1)
            when tree = 'time' then parts_present
            else 0
        end as months
    from part
)

insert into candidate by name
select
    indicator,
    unit_id,
    breakdown,
    whole_start as period_start,
    whole_end as period_end,
    exact_sum(value) as value,
    joint_state(state, qualifier) as state,
    joint_qualifier(qualifier) as qualifier,
    19 + whole_way as way,
    sum(months) >= datediff('month', any_value(from_day), any_value(to_day) + 1) as complete,
    sum(months) as parts_present,
    datediff('month', any_value(from_day), any_value(to_day) + 1) as parts_expected,
    max(as_of) as as_of,
    bit_xor(coverage) as coverage,
    null as observation_id,
    $stage as stage,
    $rank as rank,
    $brank as brank
from counted
group by indicator, unit_id, breakdown, whole_start, whole_end, whole_way;
