-- Ở đơn vị và kỳ nào ý kiến tồn đầu kỳ cộng tiếp nhận khác đã giải quyết cộng chuyển đi cộng đang giải quyết?
-- grain: one row per (unit, breakdown, period) out of balance
with opinion as (
    select
        unit_id,
        breakdown,
        period_start,
        period_end,
        max(value) filter (indicator = 'YK06') as opening,
        max(value) filter (indicator = 'YK01') as received,
        max(value) filter (indicator = 'YK03') as settled,
        max(value) filter (indicator = 'YK07') as transferred,
        max(value) filter (indicator = 'YK04') as closing
    from figure
    where
        indicator in ('YK01', 'YK03', 'YK04', 'YK06', 'YK07')
        and basis in ('reported', 'derived')
        and qualifier = ''
        and state <> 'expected'
    group by unit_id, breakdown, period_start, period_end
)

select
    'YK04' as indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    ['YK04', 'YK01', 'YK03', 'YK06', 'YK07'] as indicators,
    opening,
    received,
    settled,
    transferred,
    closing
from opinion
where opening + received <> settled + transferred + closing
order by unit_id, breakdown, period_start, period_end;
