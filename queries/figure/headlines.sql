-- Các chỉ tiêu này của một đơn vị trong một kỳ là bao nhiêu?
-- grain: one row per indicator asked, in the order asked, with or without a figure
with wanted as (
    select
        unnest($indicators::varchar[]) as indicator,
        generate_subscripts($indicators::varchar[], 1) as place
)

select
    wanted.indicator,
    indicator.name as indicator_name,
    indicator.unit_of_measure,
    indicator.decimals,
    indicator.kind,
    indicator.direction,
    $unit as unit_id,
    $breakdown as breakdown,
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
from wanted
inner join indicator on wanted.indicator = indicator.indicator
left join figure
    on
        wanted.indicator = figure.indicator
        and figure.unit_id = $unit
        and figure.breakdown = $breakdown
        and figure.period_start = $period_start
        and figure.period_end = $period_end
order by wanted.place;
