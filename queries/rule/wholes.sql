-- Mỗi ô là thành phần của ô nào?
-- grain: one row per (part, rank of the whole, whole)
select distinct
    cell_part.part_indicator,
    cell_part.part_breakdown,
    cell_part.brank,
    cell_part.indicator,
    cell_part.breakdown
from cell_part
semi join scope on cell_part.indicator = scope.indicator
order by
    cell_part.part_indicator, cell_part.part_breakdown, cell_part.brank, cell_part.indicator, cell_part.breakdown;
