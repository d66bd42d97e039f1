-- Đợt mới nhất là đợt nào, và thời điểm muộn nhất mà dữ liệu ghi nhận?
-- grain: one row
select
    coalesce(max(seq), 0)::bigint as seq,
    max_by(batch_id, seq) as batch_id,
    max(created_at) as moment
from batch;
