-- Những tài liệu nào cho số khác nhau về cùng một ô?
-- grain: one row per cell with different numbers from different documents
-- Of each document its last word: an earlier number that it has itself corrected is no disagreement.
with live as (
    select observation.*
    from observation
    inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
    where observation.value is not null and observation.state <> 'expected'
),

-- Of most indicators a unit has one document: no need to look at each of its cells.
documented as (
    select
        indicator,
        unit_id
    from live
    group by indicator, unit_id
    having min(source) <> max(source)
),

told_twice as (
    select
        indicator,
        unit_id,
        breakdown,
        period_start,
        period_end
    from live
    semi join documented using (indicator, unit_id)
    group by indicator, unit_id, breakdown, period_start, period_end
    having min(value) <> max(value) and min(source) <> max(source)
),

said as (
    select
        live.indicator,
        live.unit_id,
        live.breakdown,
        live.period_start,
        live.period_end,
        live.source,
        max_by(live.value, live.observation_id) as value
    from live
    semi join told_twice using (indicator, unit_id, breakdown, period_start, period_end)
    group by live.indicator, live.unit_id, live.breakdown, live.period_start, live.period_end, live.source
)

select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    [indicator] as indicators,
    list_sort(list(distinct value)) as reported_values,
    list_sort(list(distinct source)) as sources
from said
group by indicator, unit_id, breakdown, period_start, period_end
having count(distinct value) > 1
order by indicator, unit_id, breakdown, period_start, period_end;
