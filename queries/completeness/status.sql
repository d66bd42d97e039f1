-- Từng đơn vị đã báo cáo từng nội dung của từng kỳ chưa, đúng hạn hay muộn, còn thiếu gì?
-- grain: one row per (topic, unit, period asked) of the units of the level that stood within any of the periods
-- $topics and $required lie beside one another: one entry a (topic, indicator that its report must hold); $starts,
-- $ends and $dues likewise: one entry a period. $parent: units in it, two levels down, or it itself (null = all).
-- A report is what the unit itself stated of the very period; `other_period`: nothing was, but every indicator follows
-- from what it stated of shorter or longer periods of the year (three months make a quarter).
-- Before `watched` (the first batch of the workspace) nobody took down when a report came, and nobody owes an entry now
-- (`not_entered`); nor do published facts tell the day.
with wanted as (
    select
        unnest($topics::varchar[]) as topic,
        unnest($required::varchar[]) as indicator
),

period as (
    select
        unnest($starts::date[]) as period_start,
        unnest($ends::date[]) as period_end,
        unnest($dues::date[]) as due
),

live as (
    select *
    from batch
    where
        status = 'committed'
        and kind <> 'undo'
),

watched as (
    select min(created_at)::date as since
    from batch
),

chosen_unit as (
    select unit.*
    from unit
    where
        unit.level = $level
        and (
            $parent is null
            or $parent in (unit.unit_id, unit.parent_id)
            or unit.parent_id in (
                select below.unit_id
                from unit as below
                where below.parent_id = $parent
            )
        )
        and exists (
            select 1
            from period
            where
                unit.valid_from <= period.period_end
                and coalesce(unit.valid_to, period.period_end) >= period.period_start
        )
),

stated as (
    select
        observation.indicator,
        observation.unit_id,
        observation.period_start,
        observation.period_end,
        min(live.created_at) filter (where live.kind <> 'seed') as first_at
    from observation
    inner join live on observation.batch_id = live.batch_id
    where
        observation.state not in ('expected', 'missing')
        and observation.indicator in (select wanted.indicator from wanted)
        and observation.unit_id in (select chosen_unit.unit_id from chosen_unit)
    group by observation.indicator, observation.unit_id, observation.period_start, observation.period_end
),

told_otherwise as (
    select distinct
        figure.indicator,
        figure.unit_id,
        figure.period_start,
        figure.period_end
    from figure
    inner join period
        on figure.period_start = period.period_start and figure.period_end = period.period_end
    inner join stated
        on
            figure.indicator = stated.indicator
            and figure.unit_id = stated.unit_id
            and date_trunc('year', period.period_start) <= stated.period_start
            and period.period_end >= stated.period_end
    where figure.basis = 'derived' and figure.tree in ('time', 'difference')
),

cell as (
    select
        wanted.topic,
        chosen_unit.unit_id,
        period.period_start,
        period.period_end,
        period.due,
        wanted.indicator,
        stated.first_at,
        stated.indicator is not null as is_stated,
        told_otherwise.indicator is not null as is_told
    from chosen_unit
    cross join period
    cross join wanted
    left join stated
        on
            wanted.indicator = stated.indicator
            and chosen_unit.unit_id = stated.unit_id
            and period.period_start = stated.period_start
            and period.period_end = stated.period_end
    left join told_otherwise
        on
            wanted.indicator = told_otherwise.indicator
            and chosen_unit.unit_id = told_otherwise.unit_id
            and period.period_start = told_otherwise.period_start
            and period.period_end = told_otherwise.period_end
),

report as (
    select
        topic,
        unit_id,
        period_start,
        period_end,
        due,
        count(*)::integer as required,
        (count(*) filter (where is_stated))::integer as stated,
        (count(*) filter (where is_stated or is_told))::integer as known,
        list_sort(list(indicator) filter (where not (is_stated or is_told))) as absent,
        min(first_at) as first_at
    from cell
    group by topic, unit_id, period_start, period_end, due
),

judged as (
    select
        report.*,
        chosen_unit.name,
        chosen_unit.full_name,
        chosen_unit.valid_from,
        chosen_unit.valid_to,
        case
            when
                report.stated = 0
                and (
                    chosen_unit.valid_from > report.period_start
                    or coalesce(chosen_unit.valid_to, report.period_end) < report.period_end
                ) then 'not_applicable'
            when report.known < report.required and report.due >= $today then 'not_due'
            when report.known < report.required and report.due < watched.since then 'not_entered'
            when report.known = 0 then 'missing'
            when report.known < report.required then 'partial'
            when report.stated = 0 then 'other_period'
            when report.first_at is null or report.due is null or report.due < watched.since then 'unknown_day'
            when report.first_at::date > report.due then 'late'
            else 'on_time'
        end as state
    from report
    inner join chosen_unit on report.unit_id = chosen_unit.unit_id
    cross join watched
)

select
    topic,
    unit_id,
    name,
    full_name,
    valid_from,
    valid_to,
    period_start,
    period_end,
    due,
    required,
    stated,
    known,
    coalesce(absent, []) as absent,
    first_at,
    state,
    case
        when state = 'late' then first_at::date - due
        when state in ('missing', 'partial') then $today::date - due
    end as days_after
from judged
order by name collate vi asc, unit_id asc, topic asc, period_end desc, period_start desc;
