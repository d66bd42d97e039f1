-- Qua các kỳ cùng loại, một đơn vị có số liệu bao nhiêu?
-- grain: one row per (breakdown, standard period of the kind) between the two days, with or without a figure
with asked as (  -- noqa: ST03
    select
        $indicator as indicator,
        $unit as unit_id,
        wanted.breakdown,
        period_standard.period_start,
        period_standard.period_end
    from (select unnest($breakdowns::varchar[]) as breakdown) as wanted
    cross join period_standard
    where
        period_standard.kind = $kind
        and period_standard.period_start >= $first_day
        and period_standard.period_end <= $last_day
)

select *
from with_figures('asked')
order by breakdown, period_start;
