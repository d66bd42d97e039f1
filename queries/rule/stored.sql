-- Những ô nào vừa tính được ghi vào bảng số liệu, theo thứ tự nào?
-- grain: makes the temporary views stored and stored_conflict: the figures and conflicts of the scope
create or replace temp view stored as
select
    work.indicator,
    work.unit_id,
    work.breakdown,
    work.period_start,
    work.period_end,
    work.value,
    work.numerator,
    work.denominator,
    work.state,
    work.qualifier,
    work.basis,
    work.tree,
    work.way,
    work.parts_present,
    work.parts_expected,
    work.as_of,
    work.coverage,
    work.observation_id
from work
semi join scope
    on
        work.indicator = scope.indicator
        and work.unit_id = scope.unit_id
        and bucket_of(work.period_start, work.period_end) = scope.bucket
order by work.indicator, work.unit_id, work.breakdown, work.period_start, work.period_end;
create or replace temp view stored_conflict as
select work_conflict.*
from work_conflict
semi join scope
    on
        work_conflict.indicator = scope.indicator
        and work_conflict.unit_id = scope.unit_id
        and bucket_of(work_conflict.period_start, work_conflict.period_end) = scope.bucket
order by indicator, unit_id, breakdown, period_start, period_end, other_way;
