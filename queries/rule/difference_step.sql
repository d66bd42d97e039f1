-- Những ô nào tính được bằng phép trừ số lũy kế?
-- grain: one candidate per cell
insert into candidate by name
select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    value,
    state,
    '' as qualifier,
    way,
    true as complete,
    2 as parts_present,
    2 as parts_expected,
    as_of,
    coverage,
    null as observation_id,
    stage,
    rank,
    brank
from difference;
