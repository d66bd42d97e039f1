-- Sổ theo dõi có những kiến nghị, vụ việc nào của đơn vị, các đơn vị trực thuộc và các đơn vị cũ hợp thành?
-- grain: one row per case as its last change left it, also withdrawn ones (action says so)
-- $unit: null means every unit.
with last_change as (
    select case_change.*
    from case_change
    qualify row_number() over (partition by case_change.case_id order by case_change.seq desc) = 1
)

select
    seq,
    case_id,
    action,
    unit_id,
    origin,
    received,
    topic,
    content,
    owner,
    due,
    settled,
    outcome,
    note,
    paper,
    happened_at,
    who,
    reason
from last_change
where
    $unit is null
    or exists (
        select 1
        from unit_above
        where unit_above.unit_id = last_change.unit_id and unit_above.above_id = $unit
    )
order by case_id;
