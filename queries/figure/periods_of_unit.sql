-- Một đơn vị có số liệu của những kỳ nào?
-- grain: one row per standard period with figures of the indicators, newest first; how many, how many whole
select
    figure.period_start,
    figure.period_end,
    period_standard.kind,
    count(*)::integer as figures,
    (count(*) filter (where figure.basis in ('reported', 'derived')))::integer as whole
from figure
inner join period_standard
    on figure.period_start = period_standard.period_start and figure.period_end = period_standard.period_end
where
    list_contains($indicators, figure.indicator)
    and figure.unit_id = $unit
    and figure.value is not null
group by all
order by figure.period_end desc, figure.period_start desc;
