-- Với mỗi ô, báo cáo nào được dùng khi có nhiều nguồn?
-- grain: one row per (indicator, unit_id, breakdown, period_start, period_end); writes the temporary table selected
-- Order: a number before none; actual before expected; official report before press; later as-of day, then the
-- later batch and row. $known_at: as known at that moment (null = now). Then a batch counts that was there and that
-- no undo alive at that moment points at; the column status tells it of now.
create or replace temp table selected as
with dead as (
    select batch_id
    from dead_batches(case when $known_at is null then 0 end, $known_at)
),

live as (
    select
        batch_id,
        seq
    from batch
    where
        kind <> 'undo'
        and case
            when $known_at is null then status = 'committed'
            else created_at <= $known_at and batch_id not in (select dead.batch_id from dead)
        end
),

reported as (
    select
        observation.*,
        live.seq,
        coalesce(source.priority, 9) as priority,
        bucket_of(period_start, period_end) as bucket
    from observation
    inner join live on observation.batch_id = live.batch_id
    left join source on observation.source = source.source
),

chosen as (
    select
        reported.*,
        scope.unit_level,
        scope.stage
    from reported
    inner join scope
        on
            reported.indicator = scope.indicator
            and reported.unit_id = scope.unit_id
            and reported.bucket = scope.bucket
    qualify row_number() over (
        partition by
            reported.indicator, reported.unit_id, reported.breakdown, reported.period_start, reported.period_end
        order by
            reported.value is null and reported.numerator is null, reported.state = 'expected', priority asc,
            reported.as_of desc nulls last, reported.seq desc, reported.observation_id desc
    ) = 1
)

select
    chosen.observation_id,
    chosen.indicator,
    chosen.unit_id,
    chosen.breakdown,
    chosen.period_start,
    chosen.period_end,
    chosen.numerator,
    chosen.denominator,
    chosen.qualifier,
    chosen.state,
    chosen.as_of,
    chosen.bucket,
    chosen.unit_level,
    chosen.stage,
    coalesce(period_standard.rank, -1) as rank,
    coalesce(cell_kind.brank, 0) as brank,
    case
        when indicator.kind = 'ratio' and chosen.numerator is not null and chosen.denominator > 0
            then indicator.scale * chosen.numerator / chosen.denominator
        else chosen.value
    end as value
from chosen
inner join indicator on chosen.indicator = indicator.indicator
left join period_standard
    on chosen.period_start = period_standard.period_start and chosen.period_end = period_standard.period_end
left join cell_kind
    on
        chosen.indicator = cell_kind.indicator
        and chosen.breakdown = cell_kind.breakdown
        and chosen.unit_level = cell_kind.unit_level;
