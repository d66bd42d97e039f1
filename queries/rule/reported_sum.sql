-- Các kỳ đã báo cáo trực tiếp cộng thành quý, nửa năm, 9 tháng được bao nhiêu?
-- grain: one row per (indicator, unit_id, breakdown, period); writes the temporary table reported_sum
-- Only of cells that something can be taken from (a longer period of the same year was reported).
-- What was reported for the period itself wins over a sum, and halves and quarters over months.
create or replace temp table reported_sum as
with minuend as (
    select distinct
        selected.indicator,
        selected.unit_id,
        selected.breakdown,
        selected.bucket
    from selected
    semi join period_difference as pair
        on selected.period_start = pair.minuend_start and selected.period_end = pair.minuend_end
    where selected.bucket > 0 and selected.value is not null
),

exact as (
    select
        selected.indicator,
        selected.unit_id,
        selected.breakdown,
        selected.period_start,
        selected.period_end,
        selected.value,
        selected.state,
        selected.as_of
    from selected
    semi join minuend
        on
            selected.indicator = minuend.indicator
            and selected.unit_id = minuend.unit_id
            and selected.breakdown = minuend.breakdown
            and selected.bucket = minuend.bucket
    inner join indicator on selected.indicator = indicator.indicator
    where
        indicator.agg_periods = 'sum'
        and selected.value is not null
        and selected.state in ('known', 'provisional')
        and coalesce(selected.qualifier, '') = ''
        and selected.bucket > 0
),

spans as (
    select
        exact.*,
        0 as way
    from exact
    union all
    select
        part.indicator,
        part.unit_id,
        part.breakdown,
        span.whole_start,
        span.whole_end,
        exact_sum(part.value) as value,
        max(part.state) as state,
        max(part.as_of) as as_of,
        span.way
    from exact as part
    inner join period_span as span
        on part.period_start = span.part_start and part.period_end = span.part_end
    group by part.indicator, part.unit_id, part.breakdown, span.whole_start, span.whole_end, span.way
    having count(*) = any_value(span.parts)
)

select *
from spans
qualify row_number() over (
    partition by indicator, unit_id, breakdown, period_start, period_end
    order by way <> 0, way desc
) = 1;
