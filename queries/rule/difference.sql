-- Lấy số lũy kế trừ số của các kỳ trước được bao nhiêu?
-- grain: one row per (target cell, minuend); writes the temporary table difference
-- Both sides are reported (the subtrahend may be a sum of reported periods), exact and of one unit; a negative
-- result means that one of them is wrong: it gives no figure, and a check lists it. Way 25: from a standard period,
-- 26: from a cumulative one (4 months).
create or replace temp table difference as
with minuend as (
    select selected.*
    from selected
    semi join period_difference as pair
        on selected.period_start = pair.minuend_start and selected.period_end = pair.minuend_end
    inner join indicator on selected.indicator = indicator.indicator
    where
        indicator.agg_periods = 'sum'
        and selected.value is not null
        and selected.state in ('known', 'provisional')
        and coalesce(selected.qualifier, '') = ''
        and selected.bucket > 0
)

select
    minuend.indicator,
    minuend.unit_id,
    minuend.breakdown,
    pair.target_start as period_start,
    pair.target_end as period_end,
    minuend.stage,
    minuend.brank,
    standard.rank,
    (minuend.value::decimal(24, 6) - subtrahend.value::decimal(24, 6))::double as value,
    case when 'provisional' in (minuend.state, subtrahend.state) then 'provisional' else 'known' end as state,
    case when minuend.rank >= 0 then 25 else 26 end as way,
    greatest(minuend.as_of, subtrahend.as_of) as as_of,
    xor(
        hash(minuend.unit_id, minuend.breakdown, minuend.period_start, minuend.period_end),
        hash(subtrahend.unit_id, subtrahend.breakdown, subtrahend.period_start, subtrahend.period_end)
    ) as coverage
from minuend
inner join period_difference as pair
    on minuend.period_start = pair.minuend_start and minuend.period_end = pair.minuend_end
inner join period_standard as standard
    on pair.target_start = standard.period_start and pair.target_end = standard.period_end
inner join reported_sum as subtrahend
    on
        minuend.indicator = subtrahend.indicator
        and minuend.unit_id = subtrahend.unit_id
        and minuend.breakdown = subtrahend.breakdown
        and pair.subtrahend_start = subtrahend.period_start
        and pair.subtrahend_end = subtrahend.period_end
where minuend.value >= subtrahend.value
qualify row_number() over (
    partition by
        minuend.indicator, minuend.unit_id, minuend.breakdown, pair.target_start, pair.target_end
    order by pair.minuend_start desc, pair.minuend_end asc
) = 1;
