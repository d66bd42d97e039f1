-- Cộng các đơn vị trực thuộc được bao nhiêu, đủ mấy đơn vị?
-- grain: one candidate per whole cell of a stage that nothing of the unit's own belongs to
insert into candidate by name
select
    indicator,
    whole_id as unit_id,
    breakdown,
    period_start,
    period_end,
    value::double as value,
    summed_state(provisional, last_qualifier) as state,
    summed_qualifier(first_qualifier, last_qualifier) as qualifier,
    30 as way,
    present = parts as complete,
    present as parts_present,
    parts as parts_expected,
    as_of,
    coverage,
    null as observation_id,
    $stage as stage,
    rank,
    brank
from below
where not with_own;
