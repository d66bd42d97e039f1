-- Trong các dòng chờ nhập, số của kỳ dài nào khác với tổng của đủ các kỳ con ghi trong cùng tệp?
-- grain: one row per (row of incoming that states the longer period, way of cutting it); flows only
with counted as (
    select
        stated.row_no,
        stated.indicator,
        stated.unit_id,
        stated.breakdown,
        stated.period_start,
        stated.period_end,
        stated.value
    from stated
    inner join indicator on stated.indicator = indicator.indicator
    where
        indicator.agg_periods = 'sum'
        and stated.value is not null
        and stated.qualifier = ''
        and stated.state <> 'expected'
),

period as (
    select distinct
        period_start,
        period_end
    from counted
),

-- Periods of which the file has a part at all; most files have none.
divided as (
    select distinct
        period_part.whole_start,
        period_part.whole_end,
        period_part.way
    from period_part
    inner join period on period_part.part_start = period.period_start and period_part.part_end = period.period_end
    semi join period as whole
        on period_part.whole_start = whole.period_start and period_part.whole_end = whole.period_end
),

part as (
    select counted.*
    from counted
    where
        (counted.period_start, counted.period_end) in (
            select (period_part.part_start, period_part.part_end)
            from period_part
            semi join divided using (whole_start, whole_end, way)
        )
),

expected as (
    select
        whole.*,
        period_part.way,
        period_part.part_start,
        period_part.part_end,
        count(*) over (partition by whole.row_no, period_part.way) as parts
    from counted as whole
    inner join divided on whole.period_start = divided.whole_start and whole.period_end = divided.whole_end
    inner join period_part
        on
            divided.whole_start = period_part.whole_start
            and divided.whole_end = period_part.whole_end
            and divided.way = period_part.way
)

select
    expected.row_no,
    'time' as tree,
    expected.value,
    exact_sum(part.value) as other_value,
    count(*) as parts
from expected
inner join part
    on
        expected.indicator = part.indicator
        and expected.unit_id = part.unit_id
        and expected.breakdown = part.breakdown
        and expected.part_start = part.period_start
        and expected.part_end = part.period_end
group by expected.row_no, expected.way, expected.value
having count(*) = any_value(expected.parts) and exact_sum(part.value) <> expected.value
order by expected.row_no, expected.way;
