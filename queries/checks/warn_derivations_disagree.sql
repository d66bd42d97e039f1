-- Số nào khác với một cách tính đầy đủ khác của chính ô đó?
-- grain: one row per (cell, other complete way)
-- A stated total that is not the sum of its parts is among them.
select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    [indicator] as indicators,
    value,
    other_value,
    way,
    other_way
from figure_conflict
order by indicator, unit_id, breakdown, period_start, period_end, other_way;
