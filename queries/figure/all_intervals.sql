-- Những số liệu nào được nêu cho một giai đoạn hoặc một thời điểm ngoài các kỳ chuẩn?
-- grain: one row per (unit, indicator, breakdown, interval) reported, or derived from all its parts
-- $unit: that unit and those directly below it (null = every unit). $now: provinces of today with their predecessors.
select
    figure.*,
    indicator.name as indicator_name,
    indicator.unit_of_measure,
    indicator.decimals,
    indicator.kind,
    indicator.agg_periods,
    unit.name,
    unit.full_name,
    unit.level,
    unit.code,
    source.title as source_title,
    source.publisher,
    source.day as source_day
from figure
inner join indicator on figure.indicator = indicator.indicator
inner join unit on figure.unit_id = unit.unit_id
left join observation on figure.observation_id = observation.observation_id
left join source on observation.source = source.source
where
    list_contains($indicators, figure.indicator)
    and ($unit is null or figure.unit_id = $unit or unit.parent_id = $unit)
    and case
        when coalesce($now, false) and unit.level = 'province'
            then unit.valid_to is null and (figure.basis in ('reported', 'derived') or figure.tree = 'succession')
        else
            figure.tree <> 'succession'
            and (figure.basis in ('reported', 'derived') or figure.state = 'held_no_count')
    end
    and not exists (
        select 1
        from period_standard
        where
            period_standard.period_start = figure.period_start
            and period_standard.period_end = figure.period_end
    )
order by
    figure.period_end desc,
    list_position(['nation', 'province', 'district', 'commune'], unit.level) asc,
    unit.name collate vi asc,
    figure.indicator asc,
    figure.breakdown asc;
