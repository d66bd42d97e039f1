-- Ô số liệu này có chỉ tiêu kế hoạch đến hạn đúng ngày cuối kỳ không?
-- grain: one row per standing target of the cell, the newest document first
-- A sum since another day than the period's first one is another quantity: such targets are left out.
select
    target.value,
    target.bound
from target
inner join plan_standing('target') as standing on target.target_id = standing.item_id
inner join indicator on target.indicator = indicator.indicator
left join plan_document on target.source = plan_document.source
where
    target.indicator = $indicator
    and target.unit_id = $unit
    and target.breakdown = $breakdown
    and target.due = $period_end
    and (indicator.kind <> 'flow' or target.base_day = $period_start)
order by plan_document.day desc nulls last, target.target_id desc;
