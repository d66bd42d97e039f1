-- Ghi các ô vừa tính vào bảng số liệu
-- grain: one row per cell of the scope
insert into figure
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
