-- Những định mức nào đã được nhập và đang có hiệu lực?
-- grain: one row per prescribed number that stands
select
    prescribed.prescribed_id,
    prescribed.indicator,
    prescribed.unit_id,
    prescribed.unit_level,
    prescribed.valid_from,
    prescribed.valid_to,
    prescribed.rhythm,
    prescribed.value,
    prescribed.note,
    plan_document.title,
    plan_document.number,
    plan_document.issuer,
    plan_document.day
from prescribed
inner join plan_standing('prescribed') as standing on prescribed.prescribed_id = standing.item_id
left join plan_document on prescribed.source = plan_document.source
order by prescribed.indicator, prescribed.unit_level, prescribed.unit_id, prescribed.valid_from;
