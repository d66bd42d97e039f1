-- Trong các dòng chờ nhập, tổng nào khác với tổng của đủ các phần (cấp, loại) ghi trong cùng tệp?
-- grain: one row per (row of incoming that states a whole, way of splitting it)
with kind as (
    select distinct
        indicator,
        breakdown,
        unit_id
    from stated
),

cell as (
    select distinct
        kind.indicator,
        kind.breakdown,
        unit.level
    from kind
    inner join unit on kind.unit_id = unit.unit_id
),

-- Wholes and ways of which the file has a part at all; most files have none.
at_hand as (
    select distinct
        cell_part.indicator,
        cell_part.breakdown,
        cell_part.unit_level,
        cell_part.way
    from cell_part
    inner join cell as part
        on
            cell_part.part_indicator = part.indicator
            and cell_part.part_breakdown = part.breakdown
            and cell_part.unit_level = part.level
    semi join cell as whole
        on
            cell_part.indicator = whole.indicator
            and cell_part.breakdown = whole.breakdown
            and cell_part.unit_level = whole.level
),

-- Only what may be a part: a join on a million rows takes much memory for nothing.
part as (
    select stated.*
    from stated
    where
        stated.value is not null
        and stated.qualifier = ''
        and stated.state <> 'expected'
        and (stated.indicator, stated.breakdown) in (
            select (cell_part.part_indicator, cell_part.part_breakdown)
            from cell_part
            semi join at_hand using (indicator, breakdown, unit_level, way)
        )
),

expected as (
    select
        stated.row_no,
        cell_part.way,
        cell_part.part_indicator,
        cell_part.part_breakdown,
        stated.unit_id,
        stated.period_start,
        stated.period_end,
        stated.value,
        count(*) over (partition by stated.row_no, cell_part.way) as parts
    from stated
    inner join unit on stated.unit_id = unit.unit_id
    inner join indicator on stated.indicator = indicator.indicator
    inner join at_hand
        on
            stated.indicator = at_hand.indicator
            and stated.breakdown = at_hand.breakdown
            and unit.level = at_hand.unit_level
    inner join cell_part
        on
            at_hand.indicator = cell_part.indicator
            and at_hand.breakdown = cell_part.breakdown
            and at_hand.unit_level = cell_part.unit_level
            and at_hand.way = cell_part.way
            and stated.period_end >= cell_part.valid_from
    where
        stated.value is not null
        and stated.qualifier = ''
        and stated.state <> 'expected'
        and valid_until(cell_part.valid_to, stated.period_start, stated.period_end, indicator.agg_periods)
)

select
    expected.row_no,
    'breakdown' as tree,
    expected.value,
    exact_sum(part.value) as other_value,
    count(*) as parts
from expected
inner join part
    on
        expected.part_indicator = part.indicator
        and expected.part_breakdown = part.breakdown
        and expected.unit_id = part.unit_id
        and expected.period_start = part.period_start
        and expected.period_end = part.period_end
group by expected.row_no, expected.way, expected.value
having count(*) = any_value(expected.parts) and exact_sum(part.value) <> expected.value
order by expected.row_no, expected.way;
