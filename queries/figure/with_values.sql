-- Trong kỳ này, những chỉ tiêu nào có số liệu của một đơn vị và của các đơn vị đặt cạnh nó?
-- grain: one row per indicator with a figure; how many of the units of the level have one, whether the unit itself has
-- $parent: only the units directly below it (null = all). For today's provinces, pass a day of today.
select
    figure.indicator,
    (
        count(*) filter (
            unit.level = $level
            and unit.valid_from <= $day
            and coalesce(unit.valid_to, date '9999-12-31') >= $day
            and ($parent is null or unit.parent_id = $parent)
        )
    )::integer as figures,
    bool_or(unit.unit_id = $unit) as is_own
from figure
inner join unit on figure.unit_id = unit.unit_id
where
    list_contains($indicators, figure.indicator)
    and figure.breakdown = $breakdown
    and figure.period_start = $period_start
    and figure.period_end = $period_end
    and (unit.level = $level or unit.unit_id = $unit)
    and figure.value is not null
group by figure.indicator
having figures > 0 or is_own
order by figure.indicator;
