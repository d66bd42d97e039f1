-- Số liệu của nhiều ô, mỗi ô một chỉ tiêu, một đơn vị, một kỳ
-- grain: one row per cell asked that has a figure; cell_no is its place among those asked, from 0
select
    asked.cell_no,
    figure.*,
    unit.name as unit_name,
    unit.full_name as unit_full_name
from cells_listed($indicators, $units, $breakdowns, $starts, $ends) as asked
inner join figure
    on
        asked.indicator = figure.indicator
        and asked.unit_id = figure.unit_id
        and asked.breakdown = figure.breakdown
        and asked.period_start = figure.period_start
        and asked.period_end = figure.period_end
inner join unit on figure.unit_id = unit.unit_id
order by asked.cell_no;
