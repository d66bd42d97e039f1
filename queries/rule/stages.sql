-- Phải tính những tầng đơn vị nào?
-- grain: one row per stage of units in the scope, lowest first
select distinct unit.stage
from scope
inner join unit on scope.unit_id = unit.unit_id
order by unit.stage;
