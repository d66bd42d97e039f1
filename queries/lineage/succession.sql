-- Số này được cộng từ những đơn vị tiền thân nào?
-- grain: one row in parts per part of the cells of this depth
insert into parts
select
    cells.cell_no,
    cells.depth,
    1 as sign,
    cells.indicator,
    unit_succession.predecessor_id as unit_id,
    cells.breakdown,
    cells.period_start,
    cells.period_end
from cells
inner join unit_succession on cells.unit_id = unit_succession.successor_id
where cells.depth = $depth and cells.tree = 'succession';
