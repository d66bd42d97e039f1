-- Những dòng nào đang chờ nhập?
-- grain: one row per row sent; writes the temporary table incoming
create or replace temp table incoming as
select
    row_no::bigint as row_no,
    indicator::varchar as indicator,
    unit_id::varchar as unit_id,
    breakdown::varchar as breakdown,
    period_start::date as period_start,
    period_end::date as period_end,
    cumulative_from::date as cumulative_from,
    value::double as value,
    numerator::double as numerator,
    denominator::double as denominator,
    qualifier::varchar as qualifier,
    coalesce(nullif(state::varchar, ''), 'known') as state,
    as_of::date as as_of,
    source::varchar as source,
    place::varchar as place,
    note::varchar as note
from sent;
