-- Ô này có các phần đã được báo cáo (đơn vị trực thuộc, tiền thân, kỳ con) hay không?
-- grain: one row
select count(*)::integer as parts
from figure
where
    indicator = $indicator
    and breakdown = $breakdown
    and value is not null
    and (
        (unit_id = $unit and period_start >= $period_start and period_end <= $period_end)
        or (
            period_start = $period_start
            and period_end = $period_end
            and unit_id in (
                select part_id from territory
                where whole_id = $unit
                union
                select predecessor_id from unit_succession
                where successor_id = $unit
            )
        )
    );
