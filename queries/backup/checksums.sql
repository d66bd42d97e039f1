-- Báo cáo, đợt nhập và số liệu có bao nhiêu dòng, nội dung ra sao?
-- grain: one row per table; equal sums, equal rows, whatever their order
select
    'batch' as name,
    count(*) as count_rows,
    coalesce(sum(hash(batch)), 0)::varchar as checksum
from batch
union all
select
    'figure' as name,
    count(*) as count_rows,
    coalesce(sum(hash(figure)), 0)::varchar as checksum
from figure
union all
select
    'observation' as name,
    count(*) as count_rows,
    coalesce(sum(hash(observation)), 0)::varchar as checksum
from observation
order by name;
