-- Số lũy kế nào nhỏ hơn số của chính các kỳ trước đã nằm trong đó?
-- grain: one row per (longer period, shorter period) where the longer one is smaller
-- Of a flow, standard periods that lie in one another; of a running total, any two from the same first day.
with reported as (
    select
        figure.indicator,
        figure.unit_id,
        figure.breakdown,
        figure.period_start,
        figure.period_end,
        figure.value,
        indicator.agg_periods,
        indicator.cumulative
    from figure
    inner join indicator on figure.indicator = indicator.indicator
    where
        figure.basis = 'reported'
        and figure.qualifier = ''
        and figure.state <> 'expected'
        and figure.value is not null
        and (indicator.agg_periods = 'sum' or indicator.cumulative)
),

inside as (
    select distinct
        minuend_start,
        minuend_end,
        subtrahend_start,
        subtrahend_end
    from period_difference
),

nested as (
    select
        longer.*,
        shorter.period_start as shorter_start,
        shorter.period_end as shorter_end,
        shorter.value as shorter_value
    from reported as longer
    inner join inside on longer.period_start = inside.minuend_start and longer.period_end = inside.minuend_end
    inner join reported as shorter
        on
            longer.indicator = shorter.indicator
            and longer.unit_id = shorter.unit_id
            and longer.breakdown = shorter.breakdown
            and inside.subtrahend_start = shorter.period_start
            and inside.subtrahend_end = shorter.period_end
    where longer.agg_periods = 'sum' and not longer.cumulative
    union all
    select
        reported.*,
        period_start as shorter_start,
        lag(period_end) over earlier as shorter_end,
        lag(value) over earlier as shorter_value
    from reported
    where cumulative
    window earlier as (partition by indicator, unit_id, breakdown, period_start order by period_end)
)

select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    [indicator] as indicators,
    value,
    shorter_start,
    shorter_end,
    shorter_value
from nested
where value < shorter_value
order by indicator, unit_id, breakdown, period_start, period_end, shorter_start, shorter_end;
