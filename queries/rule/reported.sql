-- Đơn vị tự báo cáo số nào?
-- grain: one candidate per reported cell
-- way 0: an actual number. 90: a forecast, kept out of sums. 95: a state without a number.
insert into candidate by name
select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    value,
    case
        when value is not null and state = 'known' and coalesce(qualifier, '') <> '' then 'approximate'
        else state
    end as state,
    coalesce(qualifier, '') as qualifier,
    case when value is null then 95 when state = 'expected' then 90 else 0 end as way,
    value is not null and state <> 'expected' as complete,
    null as parts_present,
    null as parts_expected,
    as_of,
    hash(unit_id, breakdown, period_start, period_end) as coverage,
    observation_id,
    numerator,
    denominator,
    stage,
    rank,
    brank
from selected;
