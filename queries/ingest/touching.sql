-- Những gì các kiểm tra tìm thấy là về dòng nào sắp nhập, và đã có từ trước hay chưa?
-- grain: one row per finding of a check that concerns a row that would be in force, at most $most of a check
-- row_no: the row that states the indicator the check is about, else the first one concerned. all_rows: of the check.
with numbered as (
    select
        *,
        row_number() over () as found_no
    from found
),

cell as (
    select
        found_no,
        unnest(indicators) as indicator,
        indicator as subject,
        unit_id,
        breakdown,
        period_start,
        period_end
    from numbered
    union all
    select
        found_no,
        indicator,
        indicator as subject,
        unit_id,
        breakdown,
        (details ->> 'shorter_start')::date as period_start,
        (details ->> 'shorter_end')::date as period_end
    from numbered
    where check_name = 'warn_cumulative_falls'
),

concerned as (
    select
        cell.found_no,
        min_by(stated.row_no, (cell.indicator <> cell.subject, stated.row_no)) as row_no
    from cell
    inner join stated using (indicator, unit_id, breakdown, period_start, period_end)
    group by cell.found_no
),

kept as (
    select
        numbered.*,
        concerned.row_no,
        count(*) over (partition by numbered.check_name) as all_rows
    from numbered
    inner join concerned on numbered.found_no = concerned.found_no
    qualify
        row_number() over (
            partition by numbered.check_name
            order by concerned.row_no, numbered.period_start, numbered.period_end, numbered.details
        ) <= $most
)

select
    kept.row_no,
    kept.check_name,
    kept.indicator,
    kept.unit_id,
    kept.breakdown,
    kept.period_start,
    kept.period_end,
    kept.details,
    kept.all_rows,
    warning.check_name is not null as standing
from kept
left join warning using (check_name, indicator, unit_id, breakdown, period_start, period_end, details)
order by kept.row_no, kept.check_name, kept.details;
