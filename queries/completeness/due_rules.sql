-- Hạn nộp báo cáo đã được đặt thế nào, do ai và khi nào?
-- grain: one row per rule that staff set, in the order of their setting
select
    period_kind,
    months,
    day,
    since,
    basis,
    set_at,
    set_by
from due_rule
order by set_at, period_kind, since;
