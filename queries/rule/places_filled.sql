-- Những tầng và bậc kỳ nào đã có thành phần?
-- grain: one row per (stage, rank)
select distinct
    stage,
    rank
from work;
