-- Ở những bước nào có số báo cáo?
-- grain: one row per (stage, rank, brank)
select distinct
    stage,
    rank,
    brank
from selected;
