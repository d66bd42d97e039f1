-- Số nào khác với một cách tính đầy đủ khác của chính ô đó?
-- grain: one row per (cell, other complete way)
select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    value,
    other_value,
    way,
    other_way
from figure_conflict
order by indicator, unit_id, breakdown, period_start, period_end, other_way;
