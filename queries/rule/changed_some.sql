-- Những ô nào vừa thay đổi?
-- grain: one row per (indicator, unit_id, bucket); writes the temporary table changed
create or replace temp table changed as
select distinct
    indicator,
    unit_id,
    bucket_of(period_start::date, period_end::date) as bucket
from changed_cells;
