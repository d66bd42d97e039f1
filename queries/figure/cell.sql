-- Số liệu của một ô: một chỉ tiêu, một đơn vị, một kỳ
-- grain: one row, or none
select
    figure.*,
    unit.name as unit_name,
    unit.full_name as unit_full_name
from figure
inner join unit on figure.unit_id = unit.unit_id
where
    figure.indicator = $indicator
    and figure.unit_id = $unit
    and figure.breakdown = $breakdown
    and figure.period_start = $period_start
    and figure.period_end = $period_end;
