-- Trong kỳ, từng đơn vị của một cấp tự thực hiện được bao nhiêu?
-- grain: one row per unit of the level standing on the day, with or without a figure
-- $own: the part that holds what the level does itself ('cap=xa'). $running: the period is not over; then the longest
-- time from its start that is known whole stands for it. $scope: only units in this one (null = all).
with chosen_unit as (
    select unit.*
    from unit
    where
        unit.level = $level
        and unit.valid_from <= $day
        and coalesce(unit.valid_to, date '9999-12-31') >= $day
        and (
            $scope is null
            or exists (
                select 1
                from unit_above
                where unit_above.unit_id = unit.unit_id and unit_above.above_id = $scope
            )
        )
),

province as (
    select
        unit_above.unit_id,
        above.unit_id as province_id,
        above.name as province_name
    from unit_above
    inner join unit as above on unit_above.above_id = above.unit_id
    where
        above.level = 'province'
        and above.valid_from <= $day
        and coalesce(above.valid_to, date '9999-12-31') >= $day
),

-- A commune has no level below it: all that it holds is its own, whether its report says so or not.
known as (
    select figure.*
    from figure
    where
        figure.indicator = $indicator
        and (figure.breakdown = $own or ($level = 'commune' and figure.breakdown = ''))
        and figure.period_start = $period_start
        and (figure.period_end = $period_end or (coalesce($running, false) and figure.period_end < $period_end))
        and figure.state <> 'expected'
    qualify
        row_number() over (
            partition by figure.unit_id
            order by
                figure.basis in ('reported', 'derived') and figure.value is not null desc,
                figure.period_end desc,
                figure.value is not null desc,
                figure.breakdown = $own desc
        ) = 1
)

select
    chosen_unit.unit_id,
    chosen_unit.code,
    chosen_unit.name,
    chosen_unit.full_name,
    chosen_unit.level,
    chosen_unit.valid_from,
    province.province_id,
    province.province_name,
    above.full_name as above_name,
    $indicator as indicator,
    coalesce(known.breakdown, $own) as breakdown,
    $period_start::date as period_start,
    coalesce(known.period_end, $period_end::date) as period_end,
    known.value,
    coalesce(known.state, 'missing') as state,
    coalesce(known.qualifier, '') as qualifier,
    coalesce(known.basis, 'none') as basis,
    coalesce(known.tree, '') as tree,
    known.parts_present,
    known.parts_expected,
    known.as_of,
    known.observation_id
from chosen_unit
left join province on chosen_unit.unit_id = province.unit_id
left join unit as above on chosen_unit.parent_id = above.unit_id
left join known on chosen_unit.unit_id = known.unit_id
order by province.province_name collate vi, above.name collate vi, chosen_unit.name collate vi, chosen_unit.unit_id;
