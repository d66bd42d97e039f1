-- Ở đơn vị nào số thôn, tổ trước sắp xếp trừ số sau sắp xếp khác số đã giảm?
-- grain: one row per (unit, period) where the three do not agree
with village as (
    select
        unit_id,
        breakdown,
        period_start,
        period_end,
        max(value) filter (indicator = 'SX01') as before_merging,
        max(value) filter (indicator = 'SX02') as after_merging,
        max(value) filter (indicator = 'SX03') as fewer
    from figure
    where
        indicator in ('SX01', 'SX02', 'SX03')
        and basis in ('reported', 'derived')
        and qualifier = ''
        and state <> 'expected'
    group by unit_id, breakdown, period_start, period_end
)

select
    'SX03' as indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    ['SX03', 'SX01', 'SX02'] as indicators,
    before_merging,
    after_merging,
    fewer
from village
where before_merging - after_merging <> fewer
order by unit_id, breakdown, period_start, period_end;
