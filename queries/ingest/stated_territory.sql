-- Trong các dòng chờ nhập, tổng của đơn vị nào khác với tổng của đủ các đơn vị trực thuộc ghi trong cùng tệp?
-- grain: one row per row of incoming that states a unit whose parts are all stated too
-- An indicator counted by organising level needs the unit's own level beside the units below.
with named as (
    select
        stated.row_no,
        stated.indicator,
        stated.unit_id,
        stated.breakdown,
        stated.period_start,
        stated.period_end,
        stated.value,
        unit.level
    from stated
    inner join unit on stated.unit_id = unit.unit_id
    where stated.value is not null and stated.qualifier = '' and stated.state <> 'expected'
),

-- Units of which the file has a part at all; most files have none.
unit_stated as (
    select distinct unit_id from named
),

divided as (
    select distinct territory.whole_id
    from territory
    semi join unit_stated on territory.part_id = unit_stated.unit_id
    semi join unit_stated as whole on territory.whole_id = whole.unit_id
),

whole as (
    select
        named.row_no,
        named.indicator,
        named.unit_id,
        named.breakdown,
        named.period_start,
        named.period_end,
        named.value,
        cell_kind.own_breakdown
    from named
    semi join divided on named.unit_id = divided.whole_id
    inner join cell_kind
        on
            named.indicator = cell_kind.indicator
            and named.breakdown = cell_kind.breakdown
            and named.level = cell_kind.unit_level
            and cell_kind.territory <> 'none'
),

part_of as (
    select
        whole.row_no,
        territory.part_id as unit_id,
        whole.breakdown
    from whole
    inner join territory
        on
            whole.unit_id = territory.whole_id
            and whole.period_start >= territory.valid_from
            and whole.period_end <= coalesce(territory.valid_to, date '9999-12-31')
    union all
    select
        row_no,
        unit_id,
        own_breakdown as breakdown
    from whole
    where own_breakdown is not null
),

part as (
    select named.*
    from named
    semi join part_of using (unit_id, breakdown)
),

expected as (
    select
        *,
        count(*) over (partition by row_no) as parts
    from part_of
)

select
    whole.row_no,
    'territory' as tree,
    whole.value,
    exact_sum(part.value) as other_value,
    count(*) as parts
from expected
inner join whole on expected.row_no = whole.row_no
inner join part
    on
        whole.indicator = part.indicator
        and expected.unit_id = part.unit_id
        and expected.breakdown = part.breakdown
        and whole.period_start = part.period_start
        and whole.period_end = part.period_end
group by whole.row_no, whole.value
having count(*) = any_value(expected.parts) and count(*) > 1 and exact_sum(part.value) <> whole.value
order by whole.row_no;
