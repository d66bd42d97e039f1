-- Những tầng và bậc kỳ nào đã có thành phần?
-- grain: one row per (stage, rank, indicator, breakdown)
select distinct
    stage,
    rank,
    indicator,
    breakdown
from work;
