-- Trong khoảng thời gian của mỗi ô này, cùng chỉ tiêu, cùng đơn vị, có số liệu ở những kỳ nào?
-- grain: one row per (cell asked, period inside its span) with a row of figures; cell_no is its place asked, from 0
select
    asked.cell_no,
    figure.*
from cells_listed($indicators, $units, $breakdowns, $starts, $ends) as asked
inner join figure
    on
        asked.indicator = figure.indicator
        and asked.unit_id = figure.unit_id
        and asked.breakdown = figure.breakdown
        and asked.period_start <= figure.period_start
        and asked.period_end >= figure.period_end
order by asked.cell_no, figure.period_start, figure.period_end;
