-- Ở những bước nào đã có số báo cáo, hiệu, tổng đơn vị trực thuộc hoặc tổng đơn vị tiền thân?
-- grain: one row per (stage, rank, brank, tree, indicator, breakdown) of the candidates from this stage up
select distinct
    stage,
    rank,
    brank,
    case
        when way in (0, 90, 95) then 'reported'
        when way in (25, 26) then 'difference'
        when way = 30 then 'territory'
        else 'succession'
    end as tree,
    indicator,
    breakdown
from candidate
where stage >= $stage;
