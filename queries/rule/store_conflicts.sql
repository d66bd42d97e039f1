-- Ghi các ô có hai cách tính cho kết quả khác nhau
-- grain: one row per (cell, other complete way) of the scope
insert into figure_conflict
select work_conflict.*
from work_conflict
semi join scope
    on
        work_conflict.indicator = scope.indicator
        and work_conflict.unit_id = scope.unit_id
        and bucket_of(work_conflict.period_start, work_conflict.period_end) = scope.bucket
order by indicator, unit_id, breakdown, period_start, period_end, other_way;
