-- Lần tính vừa rồi đụng đến những đơn vị, nhóm chỉ tiêu và năm nào?
-- grain: one row per (unit_id, indicator, bucket); writes the temporary table region from scope
-- A check speaks of one unit and of indicators of one topic: what it finds lies in the units and topics touched.
create or replace temp table region as
select distinct
    scope.unit_id,
    mate.indicator,
    scope.bucket
from scope
inner join indicator on scope.indicator = indicator.indicator
inner join indicator as mate
    on indicator.indicator = mate.indicator or (indicator.topic = mate.topic and indicator.topic <> '');
