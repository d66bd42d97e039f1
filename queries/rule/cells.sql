-- Các ô của những chỉ tiêu cần tính nằm sâu mấy bậc, có cộng theo đơn vị không?
-- grain: one row per (indicator, breakdown, unit_level)
select
    cell_kind.indicator,
    cell_kind.breakdown,
    cell_kind.unit_level,
    cell_kind.brank,
    cell_kind.territory
from cell_kind
semi join scope on cell_kind.indicator = scope.indicator
order by cell_kind.indicator, cell_kind.breakdown, cell_kind.unit_level;
