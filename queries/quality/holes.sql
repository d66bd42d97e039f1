-- Chuỗi số liệu nào bị khuyết: kỳ trước và kỳ sau có số, kỳ ở giữa không có?
-- grain: one row per stretch of periods without a whole figure between two that have one, in a unit's own series
-- A series is one of what the unit reported for one kind of period (at least three times). A figure derived from all of
-- its parts fills a hole; a partial one does not. Of an indicator's parts that lack the same periods the first is told.
with series as (
    select
        figure.indicator,
        figure.unit_id,
        figure.breakdown,
        period_standard.kind
    from figure
    inner join period_standard
        on figure.period_start = period_standard.period_start and figure.period_end = period_standard.period_end
    inner join unit on figure.unit_id = unit.unit_id and unit.level <> 'nation'
    inner join indicator on figure.indicator = indicator.indicator
    where
        figure.basis = 'reported'
        and figure.state <> 'expected'
        and ($topic is null or indicator.topic = $topic)
        and ($unit is null or $unit in (figure.unit_id, unit.parent_id))
    group by figure.indicator, figure.unit_id, figure.breakdown, period_standard.kind
    having count(*) >= 3
),

known as (
    select
        figure.indicator,
        figure.unit_id,
        figure.breakdown,
        period_standard.kind,
        figure.period_start,
        figure.period_end
    from figure
    inner join period_standard
        on figure.period_start = period_standard.period_start and figure.period_end = period_standard.period_end
    semi join series
        on
            figure.indicator = series.indicator
            and figure.unit_id = series.unit_id
            and figure.breakdown = series.breakdown
            and period_standard.kind = series.kind
    where
        figure.basis in ('reported', 'derived')
        and figure.state <> 'expected'
        and (figure.value is not null or figure.state in ('held_no_count', 'not_applicable'))
),

neighbour as (
    select
        *,
        lag(period_start) over in_order as before_start,
        lag(period_end) over in_order as before_end
    from known
    window
        in_order as (partition by indicator, unit_id, breakdown, kind order by period_end asc)
),

hole as (
    select
        neighbour.*,
        case neighbour.kind
            when 'nine_months' then date_diff('year', neighbour.before_end, neighbour.period_end) - 1
            when 'year' then date_diff('year', neighbour.before_end, neighbour.period_end) - 1
            when 'half' then (date_diff('month', neighbour.before_end, neighbour.period_end) // 6) - 1
            when 'quarter' then (date_diff('month', neighbour.before_end, neighbour.period_end) // 3) - 1
            else date_diff('month', neighbour.before_end, neighbour.period_end) - 1
        end as periods
    from neighbour
),

told_once as (
    select *
    from hole
    where
        periods > 0
        -- A stock stands at the end of any period: one known of a day in between fills the hole.
        and not exists (
            select 1
            from figure
            inner join indicator
                on figure.indicator = indicator.indicator and indicator.agg_periods in ('last', 'first')
            where
                figure.indicator = hole.indicator
                and figure.unit_id = hole.unit_id
                and figure.breakdown = hole.breakdown
                and figure.basis in ('reported', 'derived')
                and figure.value is not null
                and figure.period_end > hole.before_end
                and figure.period_end < hole.period_end
        )
    qualify row_number() over (
        partition by indicator, unit_id, kind, before_end, period_end
        order by breakdown
    ) = 1
)

select
    indicator.topic,
    told_once.indicator,
    told_once.unit_id,
    unit.full_name,
    unit.level,
    told_once.breakdown,
    told_once.kind,
    told_once.before_start,
    told_once.before_end,
    told_once.period_start as after_start,
    told_once.period_end as after_end,
    told_once.periods::integer as periods,
    count(*) over () as all_rows
from told_once
inner join indicator on told_once.indicator = indicator.indicator
inner join unit on told_once.unit_id = unit.unit_id
order by
    told_once.period_end desc,
    told_once.periods desc,
    told_once.unit_id asc,
    told_once.indicator asc,
    told_once.breakdown asc
limit $most;
