-- Qua các kỳ cùng loại, một đơn vị có số liệu bao nhiêu?
-- grain: one row per (breakdown, standard period of the kind) between the two days, with or without a figure
with wanted as (
    select unnest($breakdowns::varchar[]) as breakdown
)

select
    $indicator as indicator,
    $unit as unit_id,
    wanted.breakdown,
    period_standard.period_start,
    period_standard.period_end,
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
cross join period_standard
left join figure
    on
        figure.indicator = $indicator
        and figure.unit_id = $unit
        and wanted.breakdown = figure.breakdown
        and period_standard.period_start = figure.period_start
        and period_standard.period_end = figure.period_end
where
    period_standard.kind = $kind
    and period_standard.period_start >= $first_day
    and period_standard.period_end <= $last_day
order by wanted.breakdown, period_standard.period_start;
