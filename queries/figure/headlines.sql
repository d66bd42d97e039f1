-- Các chỉ tiêu này của một đơn vị trong một kỳ là bao nhiêu?
-- grain: one row per indicator asked, in the order asked, with or without a figure
with asked as (  -- noqa: ST03
    select
        wanted.indicator,
        wanted.place,
        indicator.name as indicator_name,
        indicator.unit_of_measure,
        indicator.decimals,
        indicator.kind,
        indicator.direction,
        $unit as unit_id,
        $breakdown as breakdown,
        $period_start::date as period_start,
        $period_end::date as period_end
    from (
        select
            unnest($indicators::varchar[]) as indicator,
            generate_subscripts($indicators::varchar[], 1) as place
    ) as wanted
    inner join indicator on wanted.indicator = indicator.indicator
)

select * exclude (place)
from with_figures('asked')
order by place;
