-- Tệp này đã được nhập ở những đợt nào?
-- grain: one row per batch with a file of this digest, newest first
select
    batch_id,
    title,
    created_at,
    created_by,
    file_name,
    file_path,
    status
from batch
where kind = 'import' and file_hash = $digest
order by seq desc;
