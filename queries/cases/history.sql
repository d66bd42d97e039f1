-- Ai đã ghi, giao, sửa, kết thúc, rút lại kiến nghị, vụ việc nào, khi nào, vì sao?
-- grain: one row per change, the newest first
-- $case_id: null means every case. is_last: nothing came after it.
select
    case_change.seq,
    case_change.case_id,
    case_change.action,
    case_change.unit_id,
    case_change.content,
    case_change.owner,
    case_change.due,
    case_change.settled,
    case_change.outcome,
    case_change.happened_at,
    case_change.who,
    case_change.reason,
    lag(case_change.owner) over (partition by case_change.case_id order by case_change.seq) as owner_before,
    lag(case_change.due) over (partition by case_change.case_id order by case_change.seq) as due_before,
    case_change.seq = max(case_change.seq) over (partition by case_change.case_id) as is_last
from case_change
where $case_id is null or case_change.case_id = $case_id
order by case_change.seq desc;
