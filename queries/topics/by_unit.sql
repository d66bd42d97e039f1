-- Kỳ này, từng đơn vị cùng cấp có số liệu bao nhiêu ở nhiều chỉ tiêu, nhiều phần?
-- grain: one row per (unit of the level on the day, indicator, breakdown), with or without a figure
-- $parent: only the units directly below it (null = all). For today's provinces, pass a day of today.
with chosen_unit as (
    select unit.*
    from unit
    where
        unit.level = $level
        and unit.valid_from <= $day
        and coalesce(unit.valid_to, date '9999-12-31') >= $day
        and ($parent is null or unit.parent_id = $parent)
),

wanted as (
    select
        unnest($indicators::varchar[]) as indicator,
        generate_subscripts($indicators::varchar[], 1) as place
),

part as (
    select
        unnest($breakdowns::varchar[]) as breakdown,
        generate_subscripts($breakdowns::varchar[], 1) as place
)

select
    chosen_unit.unit_id,
    chosen_unit.code,
    chosen_unit.name,
    chosen_unit.full_name,
    chosen_unit.level,
    chosen_unit.region,
    wanted.indicator,
    part.breakdown,
    $period_start::date as period_start,
    $period_end::date as period_end,
    figure.value,
    figure.numerator,
    figure.denominator,
    coalesce(figure.state, 'missing') as state,
    coalesce(figure.qualifier, '') as qualifier,
    coalesce(figure.basis, 'none') as basis,
    coalesce(figure.tree, '') as tree,
    figure.way,
    figure.parts_present,
    figure.parts_expected,
    figure.as_of,
    figure.observation_id
from chosen_unit
cross join wanted
cross join part
left join figure
    on
        chosen_unit.unit_id = figure.unit_id
        and wanted.indicator = figure.indicator
        and part.breakdown = figure.breakdown
        and figure.period_start = $period_start
        and figure.period_end = $period_end
order by chosen_unit.name collate vi, chosen_unit.unit_id, wanted.place, part.place;
