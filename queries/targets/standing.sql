-- Những chỉ tiêu kế hoạch nào đang có hiệu lực?
-- grain: one row per target that stands
select
    target.target_id,
    target.indicator,
    target.unit_id,
    target.breakdown,
    target.due,
    target.value,
    target.bound,
    target.base_day,
    target.base_value,
    target.note,
    target.batch_id,
    target.source,
    unit.name,
    unit.full_name,
    unit.level,
    plan_document.title,
    plan_document.number,
    plan_document.issuer,
    plan_document.day
from target
inner join plan_standing('target') as standing on target.target_id = standing.item_id
inner join unit on target.unit_id = unit.unit_id
left join plan_document on target.source = plan_document.source
order by
    target.indicator,
    list_position(['nation', 'province', 'district', 'commune'], unit.level),
    unit.name collate vi,
    target.unit_id,
    target.due,
    target.breakdown;
