-- Tử số và mẫu số của tỷ lệ này là những số nào?
-- grain: one row per (cell_no, part); sign as in the formula, side says which
select
    cells.cell_no,
    ratio_term.part_indicator as indicator,
    cells.unit_id,
    cells.breakdown,
    cells.period_start,
    cells.period_end,
    case ratio_term.side when 'numerator' then ratio_term.sign else 2 * ratio_term.sign end as sign
from cells
inner join ratio_term
    on cells.indicator = ratio_term.indicator and cells.way - 50 = ratio_term.alternative
where cells.tree = 'ratio';
