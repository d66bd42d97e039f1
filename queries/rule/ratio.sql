-- Tỷ lệ của mỗi ô: số báo cáo, nếu không có thì số tính lại
-- grain: one row per cell of a ratio indicator that was not reported; reported ones are chosen like any other cell
insert into work by name
select
    computed.indicator,
    computed.unit_id,
    computed.breakdown,
    computed.period_start,
    computed.period_end,
    indicator.scale * computed.numerator / computed.denominator as value,
    computed.numerator,
    computed.denominator,
    computed.state,
    '' as qualifier,
    case when computed.complete then 'derived' else 'partial' end as basis,
    'ratio' as tree,
    50 + computed.alternative as way,
    case when not computed.complete then computed.parts_present end as parts_present,
    case when not computed.complete then computed.parts_expected end as parts_expected,
    computed.as_of,
    computed.coverage,
    null as observation_id,
    computed.unit_level,
    computed.stage,
    -2 as rank,
    computed.complete
from ratio_computed as computed
semi join scope
    on
        computed.indicator = scope.indicator
        and computed.unit_id = scope.unit_id
        and bucket_of(computed.period_start, computed.period_end) = scope.bucket
anti join work
    on
        computed.indicator = work.indicator
        and computed.unit_id = work.unit_id
        and computed.breakdown = work.breakdown
        and computed.period_start = work.period_start
        and computed.period_end = work.period_end
inner join indicator on computed.indicator = indicator.indicator;
