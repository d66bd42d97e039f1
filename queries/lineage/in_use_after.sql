-- Ngay sau một đợt nhập, ô này dùng số của báo cáo nào?
-- grain: one row, or none; the undos up to then taken into account, the order that of rule.selected
with live as (
    select
        batch.batch_id,
        batch.seq
    from batch
    anti join dead_batches($seq, null) as dead on batch.batch_id = dead.batch_id
    where batch.kind <> 'undo' and batch.seq <= $seq
)

select
    observation.observation_id,
    observation.value,
    observation.numerator,
    observation.denominator,
    observation.qualifier,
    observation.state,
    source.title as source_title,
    live.batch_id
from observation
inner join live on observation.batch_id = live.batch_id
left join source on observation.source = source.source
where
    observation.indicator = $indicator
    and observation.unit_id = $unit
    and observation.breakdown = $breakdown
    and observation.period_start = $period_start
    and observation.period_end = $period_end
order by
    observation.value is null and observation.numerator is null,
    observation.state = 'expected',
    coalesce(source.priority, 9) asc,
    observation.as_of desc nulls last,
    live.seq desc,
    observation.observation_id desc
limit 1;
