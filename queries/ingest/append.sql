-- Ghi các dòng của một đợt nhập
-- grain: one observation per row of incoming, numbered on in its order (rows are kept in the order they lie in)
insert into observation
select
    (select coalesce(max(observation_id), 0) from observation) + row_number() over (),
    incoming.indicator,
    incoming.unit_id,
    incoming.breakdown,
    incoming.period_start,
    incoming.period_end,
    incoming.cumulative_from,
    incoming.value,
    incoming.numerator,
    incoming.denominator,
    coalesce(incoming.qualifier, ''),
    coalesce(nullif(incoming.state, ''), 'known'),
    incoming.as_of,
    incoming.source,
    coalesce(incoming.place, ''),
    coalesce(incoming.note, ''),
    $batch
from incoming;
