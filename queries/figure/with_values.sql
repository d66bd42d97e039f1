-- Trong kỳ này, những chỉ tiêu nào có số liệu của các tỉnh, thành phố?
-- grain: one row per indicator with a figure; how many units
select
    figure.indicator,
    count(*)::integer as figures
from figure
inner join unit on figure.unit_id = unit.unit_id
where
    list_contains($indicators, figure.indicator)
    and figure.breakdown = $breakdown
    and figure.period_start = $period_start
    and figure.period_end = $period_end
    and unit.level = 'province'
    and figure.value is not null
group by figure.indicator
order by figure.indicator;
