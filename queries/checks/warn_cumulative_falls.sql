-- Số lũy kế nào nhỏ hơn số của chính các kỳ trước đã nằm trong đó?
-- grain: one row per (longer period, shorter period) where the longer one is smaller
with inside as (
    select distinct
        minuend_start,
        minuend_end,
        subtrahend_start,
        subtrahend_end
    from period_difference
)

select
    longer.indicator,
    longer.unit_id,
    longer.breakdown,
    longer.period_start,
    longer.period_end,
    longer.value,
    shorter.period_start as shorter_start,
    shorter.period_end as shorter_end,
    shorter.value as shorter_value
from figure as longer
inner join indicator on longer.indicator = indicator.indicator and indicator.agg_periods = 'sum'
inner join inside
    on longer.period_start = inside.minuend_start and longer.period_end = inside.minuend_end
inner join figure as shorter
    on
        longer.indicator = shorter.indicator
        and longer.unit_id = shorter.unit_id
        and longer.breakdown = shorter.breakdown
        and inside.subtrahend_start = shorter.period_start
        and inside.subtrahend_end = shorter.period_end
where
    longer.basis = 'reported'
    and shorter.basis = 'reported'
    and longer.qualifier = ''
    and shorter.qualifier = ''
    and longer.value < shorter.value
order by longer.indicator, longer.unit_id, longer.breakdown, longer.period_start, longer.period_end, shorter_start;
