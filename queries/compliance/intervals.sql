-- Tổng số nào đã được nêu cho một giai đoạn, thay cho số liệu của từng đơn vị?
-- grain: one row per (unit above the level, interval) with a whole figure of more than a year
-- $scope: that unit and those in it (null = all).
select
    figure.unit_id,
    unit.full_name,
    unit.name,
    unit.level,
    figure.indicator,
    figure.breakdown,
    figure.period_start,
    figure.period_end,
    figure.value,
    figure.qualifier,
    figure.state,
    figure.basis,
    figure.tree,
    figure.as_of
from figure
inner join unit on figure.unit_id = unit.unit_id
where
    figure.indicator = $indicator
    and figure.breakdown = $own
    and figure.basis in ('reported', 'derived')
    and figure.tree <> 'succession'
    and figure.value is not null
    and figure.state <> 'expected'
    and date_diff('day', figure.period_start, figure.period_end) > 366
    and list_contains(['nation', 'province', 'district'], unit.level)
    and unit.level <> $level
    and (
        $scope is null
        or figure.unit_id = $scope
        or unit.parent_id = $scope
        or unit.parent_id in (
            select district.unit_id
            from unit as district
            where district.parent_id = $scope
        )
    )
order by figure.period_end desc, unit.name collate vi asc, figure.unit_id asc;
