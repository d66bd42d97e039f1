-- Số này được cộng từ những đơn vị tiền thân nào?
-- grain: one row per (cell_no, part)
select
    cells.cell_no,
    cells.indicator,
    unit_succession.predecessor_id as unit_id,
    cells.breakdown,
    cells.period_start,
    cells.period_end,
    1 as sign
from cells
inner join unit_succession on cells.unit_id = unit_succession.successor_id
where cells.tree = 'succession';
