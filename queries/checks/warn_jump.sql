-- Số nào cao gấp mười lần hoặc thấp bằng một phần mười mức thường thấy của chính đơn vị ấy?
-- grain: one row per reported cell far from the median of its own twelve last values of the same kind of period
-- Far from the last of them too (five times): a number that grows from year to year does not jump. Three earlier values
-- at least; a difference under 20 is no jump: small numbers move by much.
-- Medians of running windows take long: they are made only where the largest value is far enough from the smallest.
with reported as (
    select
        figure.indicator,
        figure.unit_id,
        figure.breakdown,
        figure.period_start,
        figure.period_end,
        figure.value,
        case when figure.period_start = figure.period_end then 'day' else period_standard.kind end as period_kind
    from figure
    inner join indicator on figure.indicator = indicator.indicator and indicator.kind <> 'rank'
    left join period_standard
        on figure.period_start = period_standard.period_start and figure.period_end = period_standard.period_end
    where
        figure.basis = 'reported'
        and figure.qualifier = ''
        and figure.state <> 'expected'
        and figure.value is not null
),

uneven as (
    select
        indicator,
        unit_id,
        breakdown,
        period_kind
    from reported
    where period_kind is not null
    group by indicator, unit_id, breakdown, period_kind
    having count(*) > 3 and max(value) >= 10 * min(value) and max(value) - min(value) >= 20
),

measured as (
    select
        reported.*,
        median(reported.value) over earlier as usual,
        last_value(reported.value) over earlier as former,
        count(*) over earlier as earlier_values
    from reported
    semi join uneven using (indicator, unit_id, breakdown, period_kind)
    window
        earlier as (
            partition by reported.indicator, reported.unit_id, reported.breakdown, reported.period_kind
            order by reported.period_end asc, reported.period_start asc
            rows between 12 preceding and 1 preceding
        )
)

select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    [indicator] as indicators,
    value,
    usual,
    former
from measured
where
    earlier_values >= 3
    and usual > 0
    and (
        (value >= 10 * usual and value >= 5 * former)
        or (10 * value <= usual and 5 * value <= former)
    )
    and abs(value - usual) >= 20
order by indicator, unit_id, breakdown, period_start, period_end;
