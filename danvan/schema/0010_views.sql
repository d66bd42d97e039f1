-- Migration 10: what many questions begin or end with. They hold no data: no figure is computed anew.

-- The units of a level that stand on a day; only those directly below wanted_parent, or all (null).
create macro units_standing(wanted_level, wanted_day, wanted_parent) as table
select unit.*
from unit
where
    unit.level = wanted_level
    and unit.valid_from <= wanted_day
    and coalesce(unit.valid_to, date '9999-12-31') >= wanted_day
    and (wanted_parent is null or unit.parent_id = wanted_parent);

-- Cells as five lists of one length. cell_no: their place, from 0.
create macro cells_listed(indicators, units, breakdowns, starts, ends) as table
select
    unnest(indicators::varchar[]) as indicator,
    unnest(units::varchar[]) as unit_id,
    unnest(breakdowns::varchar[]) as breakdown,
    unnest(starts::date[]) as period_start,
    unnest(ends::date[]) as period_end,
    (generate_subscripts(indicators::varchar[], 1) - 1)::integer as cell_no;

-- The rows of a table or CTE of cells (given by its name), each with its figure; without one it says 'missing'.
create macro with_figures(cells) as table
select
    cell.*,
    figure.value,
    figure.numerator,
    figure.denominator,
    coalesce(figure.state, 'missing') as state,
    coalesce(figure.qualifier, '') as qualifier,
    coalesce(figure.basis, 'none') as basis,
    coalesce(figure.tree, '') as tree,
    figure.way,
    figure.parts_present,
    figure.parts_expected,
    figure.as_of,
    figure.observation_id
from query_table(cells) as cell
left join figure
    on
        cell.indicator = figure.indicator
        and cell.unit_id = figure.unit_id
        and cell.breakdown = figure.breakdown
        and cell.period_start = figure.period_start
        and cell.period_end = figure.period_end;
