-- Số này được cộng từ những đơn vị trực thuộc nào?
-- grain: one row in parts per part of the cells of this depth
insert into parts
select
    cells.cell_no,
    cells.depth,
    1 as sign,
    cells.indicator,
    territory.part_id as unit_id,
    cells.breakdown,
    cells.period_start,
    cells.period_end
from cells
inner join territory
    on
        cells.unit_id = territory.whole_id
        and cells.period_start >= territory.valid_from
        and coalesce(territory.valid_to, date '9999-12-31') >= cells.period_end
where cells.depth = $depth and cells.tree = 'territory'
union all
-- The unit's own level, where the indicator is counted by organising level.
select
    cells.cell_no,
    cells.depth,
    1 as sign,
    cells.indicator,
    cells.unit_id,
    cell_kind.own_breakdown as breakdown,
    cells.period_start,
    cells.period_end
from cells
inner join unit on cells.unit_id = unit.unit_id
inner join cell_kind
    on
        cells.indicator = cell_kind.indicator
        and cells.breakdown = cell_kind.breakdown
        and unit.level = cell_kind.unit_level
        and cell_kind.territory = 'own_and_children'
where cells.depth = $depth and cells.tree = 'territory';
