-- Các phần của một ô lồng nhau mấy bậc?
-- grain: one row
select coalesce(max(cell_kind.brank), 0)::integer as deepest
from cell_kind
semi join scope on cell_kind.indicator = scope.indicator;
