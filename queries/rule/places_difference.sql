-- Ở những bước nào có số tính bằng phép trừ?
-- grain: one row per (stage, rank, brank)
select distinct
    stage,
    rank,
    brank
from difference;
