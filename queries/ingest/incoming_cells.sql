-- Các dòng đang chờ nhập đụng đến những ô nào?
-- grain: one row per (indicator, unit, year) of incoming; per interval where it goes over the years
-- As much as the rule asks: it computes the figures of a year together. The two days span the periods of the year.
select
    indicator,
    unit_id,
    min(period_start) as period_start,
    max(period_end) as period_end
from incoming
group by
    indicator,
    unit_id,
    case
        when year(period_start) = year(period_end) then year(period_start)::varchar
        else concat(period_start, period_end)
    end;
