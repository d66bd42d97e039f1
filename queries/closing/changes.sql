-- Sau khi khóa sổ, những đợt nào vẫn thay đổi số liệu của kỳ đã khóa, vì sao?
-- grain: one row per (batch, closing), the newest first
select
    changed.batch_id,
    changed.closing_id,
    changed.figures,
    changed.reason,
    closing.period_start,
    closing.period_end,
    closing.unit_id,
    closing.closed_from,
    batch.kind,
    batch.title,
    batch.file_name,
    batch.status,
    batch.created_at,
    batch.created_by
from changed_after_closing as changed
inner join batch on changed.batch_id = batch.batch_id
inner join closing on changed.closing_id = closing.closing_id
-- The first row of a closing has its own unit.
qualify row_number() over (partition by changed.batch_id, changed.closing_id order by closing.seq) = 1
order by batch.seq desc, changed.closing_id asc;
