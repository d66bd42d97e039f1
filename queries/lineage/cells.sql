-- Các ô cần tìm thành phần
-- grain: one row per cell asked about; writes the temporary table cells with days as dates
create or replace temp table cells as
select
    cell_no,
    indicator,
    unit_id,
    breakdown,
    period_start::date as period_start,
    period_end::date as period_end,
    tree,
    way::integer as way
from cells_in;
