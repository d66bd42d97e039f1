-- Ô số liệu nào có hơn một giá trị?
-- grain: one row per cell that stands more than once
select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    count(*)::integer as times
from figure
group by indicator, unit_id, breakdown, period_start, period_end
having count(*) > 1
order by indicator, unit_id, breakdown, period_start, period_end;
