-- Ở đơn vị và kỳ nào số mô hình được công nhận lớn hơn số mô hình đang duy trì cộng số đã dừng?
-- grain: one row per (unit, breakdown, period)
-- A model recognised in the period still runs at its end or was stopped in it; when none were told to have stopped,
-- those running are all there are.
with model as (
    select
        unit_id,
        breakdown,
        period_start,
        period_end,
        max(value) filter (indicator = 'DV03') as recognised,
        max(value) filter (indicator = 'DV02') as running,
        max(value) filter (indicator = 'DV09') as stopped
    from figure
    where
        indicator in ('DV02', 'DV03', 'DV09')
        and basis in ('reported', 'derived')
        and qualifier = ''
        and state <> 'expected'
    group by unit_id, breakdown, period_start, period_end
)

select
    'DV03' as indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    ['DV03', 'DV02', 'DV09'] as indicators,
    recognised,
    running,
    stopped
from model
where recognised > running + coalesce(stopped, 0)
order by unit_id, breakdown, period_start, period_end;
