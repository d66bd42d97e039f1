-- Đợt nhập này đụng đến những ô nào?
-- grain: one row per (indicator, unit, year) of the batch; per interval where it goes over the years
-- Of an undo: of what it took back or brought back. The two days span the periods of the year (as in incoming_cells).
select
    indicator,
    unit_id,
    min(period_start) as period_start,
    max(period_end) as period_end
from observation
where batch_id = (select root.batch_id from root_batch($batch) as root)
group by
    indicator,
    unit_id,
    case
        when year(period_start) = year(period_end) then year(period_start)::varchar
        else concat(period_start, period_end)
    end;
