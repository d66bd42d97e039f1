-- Trong kỳ, từng đơn vị của một cấp tự thực hiện được bao nhiêu?
-- grain: one row per unit of the level standing on the day, with or without a figure
-- $own: the part that holds what the level does itself ('cap=xa'). $running: the period is not over; then the longest
-- time from its start that is known whole stands for it. $scope: only units in this one (null = all).
with standing as (
    select unit.*
    from unit
    where unit.valid_from <= $day and coalesce(unit.valid_to, date '9999-12-31') >= $day
),

-- What a unit lay in on that day; what it went into later does not count. Where the parts of a district are known only
-- since its last change, its communes are those that it had in the end.
inside as (
    select
        territory.part_id,
        territory.whole_id
    from territory
    where
        territory.whole_id <> territory.part_id
        and coalesce(territory.valid_from, date '0001-01-01') <= $day
        and coalesce(territory.valid_to, date '9999-12-31') >= $day
),

placed as (
    select
        standing.*,
        parent.unit_id as whole_id,
        parent.full_name as above_name,
        case
            when standing.level = 'province' then standing.unit_id
            when parent.level = 'province' then parent.unit_id
            else higher.unit_id
        end as province_id,
        case
            when standing.level = 'province' then standing.name
            when parent.level = 'province' then parent.name
            else higher.name
        end as province_name
    from standing
    left join inside on standing.unit_id = inside.part_id
    left join unit as parent on coalesce(inside.whole_id, standing.parent_id) = parent.unit_id
    left join inside as further on parent.unit_id = further.part_id and parent.level = 'district'
    left join unit as higher on coalesce(further.whole_id, parent.parent_id) = higher.unit_id
    where standing.level = $level
),

-- A unit of today stands for those of its level that it came from.
scope as (
    select standing.unit_id
    from standing
    where standing.unit_id = $scope
    union
    select former.unit_id
    from unit_above
    inner join standing as former on unit_above.unit_id = former.unit_id
    inner join unit as asked on unit_above.above_id = asked.unit_id and former.level = asked.level
    where unit_above.above_id = $scope and asked.valid_from > $day
),

chosen_unit as (
    select placed.*
    from placed
    where
        $scope is null
        or placed.unit_id in (select scope.unit_id from scope)
        or placed.whole_id in (select scope.unit_id from scope)
        or placed.province_id in (select scope.unit_id from scope)
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
    chosen_unit.province_id,
    chosen_unit.province_name,
    chosen_unit.above_name,
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
left join known on chosen_unit.unit_id = known.unit_id
order by
    chosen_unit.province_name collate vi,
    chosen_unit.above_name collate vi,
    chosen_unit.name collate vi,
    chosen_unit.unit_id;
