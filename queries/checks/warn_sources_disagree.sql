-- Những tài liệu nào cho số khác nhau về cùng một ô?
-- grain: one row per cell with different numbers from different documents
select
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end,
    list_sort(list(distinct observation.value)) as reported_values,
    list_sort(list(distinct observation.source)) as sources
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
where observation.value is not null and observation.state <> 'expected'
group by
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end
having count(distinct observation.value) > 1 and count(distinct observation.source) > 1
order by
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end;
