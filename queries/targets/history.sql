-- Ai đã nhập, sửa, rút lại chỉ tiêu và định mức nào, khi nào, vì sao?
-- grain: one row per change, the newest first
select
    plan_change.seq,
    plan_change.kind,
    plan_change.item_id,
    plan_change.action,
    plan_change.replaces,
    plan_change.happened_at,
    plan_change.who,
    plan_change.reason,
    plan_change.batch_id,
    coalesce(target.indicator, prescribed.indicator) as indicator,
    coalesce(target.unit_id, prescribed.unit_id) as unit_id,
    coalesce(target.breakdown, '') as breakdown,
    coalesce(target.value, prescribed.value) as value,
    target.due,
    target.bound,
    prescribed.unit_level,
    prescribed.rhythm,
    prescribed.valid_from,
    prescribed.valid_to,
    plan_document.title,
    plan_document.number,
    plan_document.issuer,
    plan_document.day,
    plan_change.seq = max(plan_change.seq) over (partition by plan_change.kind, plan_change.item_id) as is_last
from plan_change
left join target on plan_change.kind = 'target' and plan_change.item_id = target.target_id
left join prescribed on plan_change.kind = 'prescribed' and plan_change.item_id = prescribed.prescribed_id
left join plan_document on coalesce(target.source, prescribed.source) = plan_document.source
order by plan_change.seq desc;
