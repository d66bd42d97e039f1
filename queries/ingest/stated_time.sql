-- Trong các dòng chờ nhập, số của kỳ dài nào khác với tổng của đủ các kỳ con ghi trong cùng tệp?
-- grain: one row per (row of incoming that states the longer period, way of cutting it); flows only
with counted as (
    select stated.*
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
)

select
    whole.row_no,
    'time' as tree,
    whole.value,
    exact_sum(part.value) as other_value,
    count(*) as parts
from counted as whole
inner join divided on whole.period_start = divided.whole_start and whole.period_end = divided.whole_end
inner join period_part
    on
        divided.whole_start = period_part.whole_start
        and divided.whole_end = period_part.whole_end
        and divided.way = period_part.way
left join counted as part
    on
        whole.indicator = part.indicator
        and whole.unit_id = part.unit_id
        and whole.breakdown = part.breakdown
        and period_part.part_start = part.period_start
        and period_part.part_end = part.period_end
group by whole.row_no, period_part.way, whole.value
having count(*) = count(part.row_no) and exact_sum(part.value) <> whole.value
order by whole.row_no, period_part.way;
