-- Ở đơn vị và kỳ nào số đã giải quyết lớn hơn số tồn đầu kỳ cộng số tiếp nhận?
-- grain: one row per (settled indicator, unit, breakdown, period)
-- Opinions (YK03 of YK06 + YK01) and complaints (KN05 of KN11 + KN04). Where the opening number was not reported
-- nothing can be said: more may be settled than was received.
with named as (
    select
        unnest(['YK03', 'YK01', 'YK06', 'KN05', 'KN04', 'KN11']) as indicator,
        unnest(['YK03', 'YK03', 'YK03', 'KN05', 'KN05', 'KN05']) as settled_indicator,
        unnest(['settled', 'received', 'opening', 'settled', 'received', 'opening']) as side
),

handled as (
    select
        named.settled_indicator as indicator,
        figure.unit_id,
        figure.breakdown,
        figure.period_start,
        figure.period_end,
        max(figure.value) filter (named.side = 'settled') as settled,
        max(figure.value) filter (named.side = 'received') as received,
        max(figure.value) filter (named.side = 'opening') as opening,
        max(figure.qualifier) as qualifier
    from figure
    inner join named on figure.indicator = named.indicator
    where figure.basis in ('reported', 'derived') and figure.state <> 'expected'
    group by named.settled_indicator, figure.unit_id, figure.breakdown, figure.period_start, figure.period_end
)

select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    case indicator when 'YK03' then ['YK03', 'YK01', 'YK06'] else ['KN05', 'KN04', 'KN11'] end as indicators,
    settled,
    received,
    opening
from handled
where qualifier = '' and settled > received + opening
order by indicator, unit_id, breakdown, period_start, period_end;
