-- Đã khóa sổ, mở sổ những kỳ nào, do ai, vì sao?
-- grain: one row per closing or opening, in their order
select
    seq,
    closing_id,
    action,
    period_start,
    period_end,
    unit_id,
    closed_from,
    reason,
    happened_at,
    who
from closing
order by seq;
