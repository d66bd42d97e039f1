-- Ở mỗi tầng có đơn vị cấp nào?
-- grain: one row per (stage, level)
select distinct
    stage,
    level
from unit
order by stage, level;
