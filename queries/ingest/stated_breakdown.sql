-- Trong các dòng chờ nhập, tổng nào khác với tổng của đủ các phần (cấp, loại) ghi trong cùng tệp?
-- grain: one row per (row of incoming that states a whole, way of splitting it)
with named as (
    select
        stated.*,
        unit.level
    from stated
    inner join unit on stated.unit_id = unit.unit_id
    where stated.value is not null and stated.qualifier = '' and stated.state <> 'expected'
),

-- Ways of which the file has a part at all; most files have none.
cell as (
    select distinct
        indicator,
        breakdown,
        level
    from named
),

at_hand as (
    select distinct
        cell_part.indicator,
        cell_part.breakdown,
        cell_part.unit_level,
        cell_part.way
    from cell_part
    inner join cell
        on
            cell_part.part_indicator = cell.indicator
            and cell_part.part_breakdown = cell.breakdown
            and cell_part.unit_level = cell.level
),

expected as (
    select
        named.row_no,
        cell_part.way,
        cell_part.part_indicator,
        cell_part.part_breakdown
    from named
    inner join indicator on named.indicator = indicator.indicator
    inner join at_hand
        on
            named.indicator = at_hand.indicator
            and named.breakdown = at_hand.breakdown
            and named.level = at_hand.unit_level
    inner join cell_part
        on
            at_hand.indicator = cell_part.indicator
            and at_hand.breakdown = cell_part.breakdown
            and at_hand.unit_level = cell_part.unit_level
            and at_hand.way = cell_part.way
            and named.period_end >= cell_part.valid_from
    where valid_until(cell_part.valid_to, named.period_start, named.period_end, indicator.agg_periods)
)

select
    whole.row_no,
    'breakdown' as tree,
    whole.value,
    exact_sum(part.value) as other_value,
    count(*) as parts
from expected
inner join named as whole on expected.row_no = whole.row_no
left join named as part
    on
        expected.part_indicator = part.indicator
        and expected.part_breakdown = part.breakdown
        and whole.unit_id = part.unit_id
        and whole.period_start = part.period_start
        and whole.period_end = part.period_end
group by whole.row_no, expected.way, whole.value
having count(*) = count(part.row_no) and exact_sum(part.value) <> whole.value
order by whole.row_no, expected.way;
