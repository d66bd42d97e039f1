-- Đã có những đợt nhập nào?
-- grain: one row per batch, newest first
select
    batch.batch_id,
    batch.seq,
    batch.kind,
    batch.title,
    batch.created_at,
    batch.created_by,
    batch.file_name,
    batch.file_path,
    batch.row_count,
    batch_detail.new_rows,
    batch_detail.changed_rows,
    batch_detail.unchanged_rows,
    batch_detail.conflict_rows,
    batch_detail.rejected_rows,
    batch.status,
    batch.undone_by,
    batch.undone_at,
    batch.undoes,
    batch.reason,
    batch_detail.details
from batch
left join batch_detail on batch.batch_id = batch_detail.batch_id
order by batch.seq desc;
