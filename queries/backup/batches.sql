-- Từ sau một đợt, có những đợt nào và mỗi đợt thực có bao nhiêu báo cáo?
-- grain: one row per batch, with the reports that are in the data under its number, their count and checksum
with observed as (
    select
        observation.batch_id,
        count(*) as observations,
        sum(hash(
            observation.observation_id, observation.indicator, observation.unit_id, observation.breakdown,
            observation.period_start, observation.period_end, observation.cumulative_from, observation.value,
            observation.numerator, observation.denominator, observation.qualifier, observation.state,
            observation.as_of, observation.source, observation.place, observation.note, observation.batch_id
        ))::varchar as checksum
    from observation
    semi join batch on observation.batch_id = batch.batch_id and batch.seq > $after
    group by observation.batch_id
)

select
    batch.seq,
    batch.batch_id,
    batch.kind,
    batch.title,
    batch.created_at,
    batch.created_by,
    batch.file_name,
    batch.file_path,
    batch.row_count,
    batch.status,
    batch.undoes,
    coalesce(observed.observations, 0) as observations,
    coalesce(observed.checksum, '0') as checksum
from batch
left join observed on batch.batch_id = observed.batch_id
where batch.seq > $after
order by batch.seq;
