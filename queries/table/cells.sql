-- Các chỉ tiêu này của các đơn vị này trong các kỳ này là bao nhiêu?
-- grain: one row per (unit, indicator, period) asked, in the orders asked, with or without a figure
with wanted_unit as (
    select
        unnest($units::varchar[]) as unit_id,
        generate_subscripts($units::varchar[], 1) as unit_place
),

wanted_indicator as (
    select
        unnest($indicators::varchar[]) as indicator,
        generate_subscripts($indicators::varchar[], 1) as indicator_place
),

wanted_period as (
    select
        unnest($starts::date[]) as period_start,
        unnest($ends::date[]) as period_end,
        generate_subscripts($starts::date[], 1) as period_place
),

asked as (  -- noqa: ST03
    select
        unit.unit_id,
        unit.code,
        unit.name,
        unit.full_name,
        unit.level,
        wanted_indicator.indicator,
        $breakdown as breakdown,
        wanted_period.period_start,
        wanted_period.period_end,
        wanted_unit.unit_place,
        wanted_indicator.indicator_place,
        wanted_period.period_place
    from wanted_unit
    inner join unit on wanted_unit.unit_id = unit.unit_id
    cross join wanted_indicator
    cross join wanted_period
)

select * exclude (unit_place, indicator_place, period_place)
from with_figures('asked')
order by unit_place, indicator_place, period_place;
