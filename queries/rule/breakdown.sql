-- Cộng các phần (cấp, lĩnh vực, loại) của cùng đơn vị và cùng kỳ được bao nhiêu, đủ mấy phần?
-- grain: one candidate per (whole cell, way)
-- A flow of the level huyện counts in 2025 until June; a stock of it no longer stands at the end of that year.
with part as (
    select
        cell_part.indicator as whole_indicator,
        cell_part.breakdown as whole_breakdown,
        cell_part.way as whole_way,
        work.*
    from work
    inner join cell_part
        on
            work.indicator = cell_part.part_indicator
            and work.breakdown = cell_part.part_breakdown
            and work.unit_level = cell_part.unit_level
    inner join indicator on cell_part.indicator = indicator.indicator
    where
        work.stage = $stage
        and work.rank = $rank
        and cell_part.brank = $brank
        and work.value is not null
        and work.state <> 'expected'
        and work.period_end >= cell_part.valid_from
        and valid_until(cell_part.valid_to, work.period_start, work.period_end, indicator.agg_periods)
),

expected as (
    select
        whole.whole_indicator,
        whole.whole_breakdown,
        whole.whole_way,
        whole.unit_level,
        whole.period_start,
        whole.period_end,
        count(*) as parts
    from (
        select distinct
            whole_indicator,
            whole_breakdown,
            whole_way,
            unit_level,
            period_start,
            period_end
        from part
    ) as whole
    inner join cell_part
        on
            whole.whole_indicator = cell_part.indicator
            and whole.whole_breakdown = cell_part.breakdown
            and whole.whole_way = cell_part.way
            and whole.unit_level = cell_part.unit_level
            and whole.period_end >= cell_part.valid_from
    inner join indicator on cell_part.indicator = indicator.indicator
    where valid_until(cell_part.valid_to, whole.period_start, whole.period_end, indicator.agg_periods)
    group by all
)

insert into candidate by name
select
    part.whole_indicator as indicator,
    part.unit_id,
    part.whole_breakdown as breakdown,
    part.period_start,
    part.period_end,
    exact_sum(part.value) as value,
    joint_state(part.state, part.qualifier) as state,
    joint_qualifier(part.qualifier) as qualifier,
    9 + part.whole_way as way,
    count(*) filter (part.complete) = any_value(expected.parts) as complete,
    count(*) filter (part.complete) as parts_present,
    any_value(expected.parts) as parts_expected,
    max(part.as_of) as as_of,
    bit_xor(
        case
            when part.indicator = part.whole_indicator then part.coverage
            else hash(part.coverage, part.indicator)
        end
    ) as coverage,
    null as observation_id,
    $stage as stage,
    $rank as rank,
    $brank as brank
from part
inner join expected using (whole_indicator, whole_breakdown, whole_way, unit_level, period_start, period_end)
group by part.whole_indicator, part.unit_id, part.whole_breakdown, part.period_start, part.period_end, part.whole_way;
