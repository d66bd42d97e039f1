-- Những dòng chờ nhập nào sẽ làm thay đổi số liệu của kỳ đã khóa?
-- grain: one row per (row of incoming, closing); writes the temporary table closed_row
-- Needs incoming, compared (see ingest.compare), closed_now and closed_reach (see danvan.ingest.closed). A row of which
-- its own document has said the same is no change.
create or replace temp table closed_row as
with span as (
    select distinct
        period_start,
        period_end
    from incoming
),

shut as (
    select
        span.period_start,
        span.period_end,
        closed_now.closing_id,
        closed_now.everywhere
    from span
    inner join closed_now
        on span.period_start >= closed_now.period_start and span.period_end <= closed_now.period_end
)

select
    incoming.row_no,
    shut.closing_id
from incoming
inner join shut on incoming.period_start = shut.period_start and incoming.period_end = shut.period_end
left join compared on incoming.row_no = compared.row_no
left join closed_reach on shut.closing_id = closed_reach.closing_id and incoming.unit_id = closed_reach.unit_id
where
    compared.status is distinct from 'unchanged'
    and shut.everywhere = (closed_reach.unit_id is null);
