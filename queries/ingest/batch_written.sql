-- Đợt nhập này đã ghi gì, bởi ai, lúc nào?
-- grain: at most one row
select
    batch.batch_id,
    batch.title,
    batch.created_at,
    batch.created_by,
    batch.file_name,
    batch.status,
    batch.row_count,
    coalesce(batch_detail.new_rows, 0) as new_rows,
    coalesce(batch_detail.changed_rows, 0) as changed_rows,
    coalesce(batch_detail.unchanged_rows, 0) as unchanged_rows,
    coalesce(batch_detail.conflict_rows, 0) as conflict_rows,
    coalesce(batch_detail.rejected_rows, 0) as rejected_rows
from batch
left join batch_detail on batch.batch_id = batch_detail.batch_id
where batch.batch_id = $batch;
