-- Những ô số liệu nào chịu ảnh hưởng khi các ô báo cáo này thay đổi?
-- grain: one row per (indicator, unit_id, bucket); writes the temporary table scope
-- bucket: the calendar year of a period inside one year, else a number made from its two days.
-- With what the steps need to know of unit and indicator: joined once, not in each of them.
create or replace temp table scope as
with reached as (
    select distinct
        indicator_above.above as indicator,
        unit_above.above_id as unit_id,
        changed.bucket
    from changed
    inner join indicator_above on changed.indicator = indicator_above.indicator
    inner join unit_above on changed.unit_id = unit_above.unit_id
)

select
    reached.indicator,
    reached.unit_id,
    reached.bucket,
    unit.level as unit_level,
    unit.stage,
    coalesce(unit.valid_to, date '9999-12-31') as unit_to,
    unit.unit_id in (select successor_id from unit_succession) as succeeds,
    indicator.agg_periods,
    indicator.cumulative
from reached
inner join unit on reached.unit_id = unit.unit_id
inner join indicator on reached.indicator = indicator.indicator;
