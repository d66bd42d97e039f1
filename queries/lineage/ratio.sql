-- Tử số và mẫu số của tỷ lệ này là những số nào?
-- grain: one row in parts per term of the cells of this depth; sign as in the formula, doubled in the denominator
insert into parts
select
    cells.cell_no,
    cells.depth,
    case ratio_term.side when 'numerator' then ratio_term.sign else 2 * ratio_term.sign end as sign,
    ratio_term.part_indicator as indicator,
    cells.unit_id,
    cells.breakdown,
    cells.period_start,
    cells.period_end
from cells
inner join ratio_term
    on cells.indicator = ratio_term.indicator and cells.way - 50 = ratio_term.alternative
where cells.depth = $depth and cells.tree = 'ratio';
