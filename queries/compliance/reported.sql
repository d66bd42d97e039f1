-- Đơn vị báo cáo thế nào về việc thực hiện định mức trong kỳ?
-- grain: one row per (indicator, breakdown) asked that has a figure
select
    figure.indicator,
    figure.breakdown,
    figure.value,
    figure.numerator,
    figure.denominator,
    figure.state,
    figure.qualifier,
    figure.basis,
    figure.tree,
    figure.parts_present,
    figure.parts_expected,
    figure.as_of
from figure
where
    list_contains($indicators, figure.indicator)
    and list_contains($breakdowns, figure.breakdown)
    and figure.unit_id = $unit
    and figure.period_start = $period_start
    and figure.period_end = $period_end
    and figure.value is not null
    and figure.state <> 'expected'
order by list_position($indicators, figure.indicator), figure.breakdown;
