-- Ở những bước nào có số báo cáo?
-- grain: one row per (stage, rank, brank, indicator, breakdown)
select distinct
    stage,
    rank,
    brank,
    indicator,
    breakdown
from selected;
