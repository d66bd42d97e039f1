-- Những ô số liệu nào chịu ảnh hưởng khi các ô báo cáo này thay đổi?
-- grain: one row per (indicator, unit_id, bucket); writes the temporary table scope
-- bucket: the calendar year of a period inside one year, else a number made from its two days.
create or replace temp table scope as
select distinct
    indicator_above.above as indicator,
    unit_above.above_id as unit_id,
    changed.bucket
from changed
inner join indicator_above on changed.indicator = indicator_above.indicator
inner join unit_above on changed.unit_id = unit_above.unit_id;
