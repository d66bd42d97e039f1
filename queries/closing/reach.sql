-- Mỗi lần khóa sổ gồm những đơn vị nào, hoặc trừ những đơn vị nào?
-- grain: one row per (closing, unit); writes the temporary table closed_reach
create or replace temp table closed_reach as
select
    closing_id::varchar as closing_id,
    unit_id::varchar as unit_id
from now_reached;
