-- Các thành phần ấy hiện có số bao nhiêu?
-- grain: one row per direct part (depth 0), in the order of the cells and their parts
select
    parts.cell_no,
    parts.sign,
    parts.indicator,
    indicator.name as indicator_name,
    indicator.unit_of_measure,
    indicator.decimals,
    parts.unit_id,
    unit.name as unit_name,
    unit.full_name as unit_full_name,
    parts.breakdown,
    parts.period_start,
    parts.period_end,
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
from parts
inner join indicator on parts.indicator = indicator.indicator
inner join unit on parts.unit_id = unit.unit_id
left join figure
    on
        parts.indicator = figure.indicator
        and parts.unit_id = figure.unit_id
        and parts.breakdown = figure.breakdown
        and parts.period_start = figure.period_start
        and parts.period_end = figure.period_end
where parts.depth = 0
order by parts.cell_no, parts.indicator, parts.breakdown, parts.period_start, unit.name collate vi;
