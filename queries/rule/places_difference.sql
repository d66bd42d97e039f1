-- Ở những bước nào có số tính bằng phép trừ?
-- grain: one row per (stage, rank, brank, indicator, breakdown)
select distinct
    stage,
    rank,
    brank,
    indicator,
    breakdown
from difference;
