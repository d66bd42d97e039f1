-- Ở những bước nào có tổng còn thiếu số của chính cấp đó?
-- grain: one row per (rank, brank, indicator, breakdown) of the sums of a stage
select distinct
    rank,
    brank,
    indicator,
    breakdown
from below
where with_own;
