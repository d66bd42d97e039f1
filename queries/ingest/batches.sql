-- Đã có những đợt nhập nào?
-- grain: one row per batch, newest first
select
    batch_id,
    seq,
    kind,
    title,
    created_at,
    created_by,
    file_name,
    row_count,
    status,
    undone_by,
    undone_at,
    undoes,
    reason
from batch
order by seq desc;
