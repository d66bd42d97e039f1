-- Lần tính vừa rồi đụng đến những đơn vị, nhóm chỉ tiêu và năm nào?
-- grain: one row per (unit_id, indicator, bucket); writes the temporary table region from scope
-- A check speaks of one unit and of indicators of one topic: what it finds lies in the units and topics touched.
-- $named: the indicators that a check relates to others.
create or replace temp table region as
with code as (
    select distinct indicator from scope
),

mate as (
    select
        code.indicator,
        mate.indicator as mate
    from code
    inner join indicator on code.indicator = indicator.indicator
    inner join indicator as mate
        on
            indicator.indicator = mate.indicator
            or (
                indicator.topic = mate.topic
                and list_contains($named, indicator.indicator)
                and list_contains($named, mate.indicator)
            )
)

select distinct
    scope.unit_id,
    mate.mate as indicator,
    scope.bucket
from scope
inner join mate on scope.indicator = mate.indicator;
