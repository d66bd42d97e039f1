-- Kỳ này, từng đơn vị cùng cấp có số liệu bao nhiêu ở những chỉ tiêu, những phần này?
-- grain: one row per (unit of the level on the day, indicator, breakdown), with or without a figure
-- $parent: only the units directly below it (null = all). For today's provinces, pass a day of today.
with wanted as (
    select
        unnest($indicators::varchar[]) as indicator,
        generate_subscripts($indicators::varchar[], 1) as indicator_place
),

part as (
    select
        unnest($breakdowns::varchar[]) as breakdown,
        generate_subscripts($breakdowns::varchar[], 1) as breakdown_place
),

asked as (  -- noqa: ST03
    select
        unit.unit_id,
        unit.code,
        unit.name,
        unit.full_name,
        unit.level,
        unit.region,
        wanted.indicator,
        wanted.indicator_place,
        part.breakdown,
        part.breakdown_place,
        $period_start::date as period_start,
        $period_end::date as period_end
    from units_standing($level, $day, $parent) as unit
    cross join wanted
    cross join part
)

select * exclude (indicator_place, breakdown_place)
from with_figures('asked')
order by name collate vi, unit_id, indicator_place, breakdown_place;
