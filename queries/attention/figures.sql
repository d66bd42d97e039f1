-- Kỳ này và cùng kỳ năm trước, đơn vị và các đơn vị trực thuộc có những số liệu nào?
-- grain: one row per (unit, indicator): the unit itself first, then those below it by name; with or without figures
-- $level: of the units below (null = none). $same_start and $same_end: the same period a year before (null = none).
with chosen_unit as (
    select
        unit_id,
        name,
        full_name,
        true as is_own
    from unit
    where unit_id = $unit
    union all
    select
        unit_id,
        name,
        full_name,
        false as is_own
    from units_standing($level, $day, $unit)
)

select
    chosen_unit.unit_id,
    chosen_unit.name,
    chosen_unit.full_name,
    chosen_unit.is_own,
    indicator.indicator,
    indicator.unit_of_measure,
    indicator.decimals,
    figure.value,
    coalesce(figure.basis, 'none') as basis,
    coalesce(figure.state, 'missing') as state,
    coalesce(figure.qualifier, '') as qualifier,
    before.value as before_value,
    coalesce(before.basis, 'none') as before_basis,
    coalesce(before.state, 'missing') as before_state,
    coalesce(before.qualifier, '') as before_qualifier
from chosen_unit
inner join indicator on list_contains($indicators, indicator.indicator)
left join figure
    on
        chosen_unit.unit_id = figure.unit_id
        and indicator.indicator = figure.indicator
        and figure.breakdown = ''
        and figure.period_start = $period_start
        and figure.period_end = $period_end
left join figure as before
    on
        chosen_unit.unit_id = before.unit_id
        and indicator.indicator = before.indicator
        and before.breakdown = ''
        and before.period_start = $same_start
        and before.period_end = $same_end
order by chosen_unit.is_own desc, chosen_unit.name collate vi asc, chosen_unit.unit_id asc, indicator.indicator asc;
