-- Những chỉ tiêu nào phải tính cùng một lượt?
-- grain: one row per (indicator, another one that is computed from it)
select
    indicator,
    above
from indicator_above
where indicator <> above
order by indicator, above;
