-- Các đơn vị có chỉ tiêu này đã có những số liệu nào từ ngày bắt đầu đến hạn?
-- grain: one row per (target, figure) that may tell of it
-- Counted indicators: spans inside start … due. Measured ones: whatever ends by the due day.
select
    target.target_id,
    figure.period_start,
    figure.period_end,
    figure.value,
    figure.qualifier,
    figure.state,
    figure.basis,
    figure.as_of
from target
inner join plan_standing('target') as standing on target.target_id = standing.item_id
inner join indicator on target.indicator = indicator.indicator
inner join figure
    on
        target.indicator = figure.indicator
        and target.unit_id = figure.unit_id
        and target.breakdown = figure.breakdown
where
    list_contains($targets, target.target_id)
    and figure.value is not null
    and figure.state <> 'expected'
    and figure.basis in ('reported', 'derived', 'partial')
    and figure.period_end <= target.due
    and (indicator.kind <> 'flow' or figure.period_start >= target.base_day)
    and (indicator.kind = 'flow' or figure.basis <> 'partial')
order by target.target_id, figure.period_end, figure.period_start;
