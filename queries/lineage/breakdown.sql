-- Số này được cộng từ những cấp, lĩnh vực hoặc loại nào?
-- grain: one row in parts per part of the cells of this depth
insert into parts
select
    cells.cell_no,
    cells.depth,
    1 as sign,
    cell_part.part_indicator as indicator,
    cells.unit_id,
    cell_part.part_breakdown as breakdown,
    cells.period_start,
    cells.period_end
from cells
inner join unit on cells.unit_id = unit.unit_id
inner join cell_part
    on
        cells.indicator = cell_part.indicator
        and cells.breakdown = cell_part.breakdown
        and unit.level = cell_part.unit_level
        and cells.way - 9 = cell_part.way
        and cells.period_end >= cell_part.valid_from
inner join indicator on cells.indicator = indicator.indicator
where
    cells.depth = $depth
    and cells.tree = 'breakdown'
    and case when indicator.agg_periods = 'last' then cells.period_end else cells.period_start end
    <= cell_part.valid_to;
