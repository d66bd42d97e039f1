-- Các phần có số thì xem tiếp, mỗi ô một lần cho mỗi số đang hỏi
-- grain: one row in cells, a step deeper, per (cell_no, part) with a figure that was not met before
insert into cells
select distinct
    parts.cell_no,
    parts.depth + 1 as depth,
    figure.indicator,
    figure.unit_id,
    figure.breakdown,
    figure.period_start,
    figure.period_end,
    figure.tree,
    figure.way,
    figure.coverage,
    figure.observation_id
from parts
inner join figure
    on
        parts.indicator = figure.indicator
        and parts.unit_id = figure.unit_id
        and parts.breakdown = figure.breakdown
        and parts.period_start = figure.period_start
        and parts.period_end = figure.period_end
anti join cells as met
    on
        parts.cell_no = met.cell_no
        and parts.indicator = met.indicator
        and parts.unit_id = met.unit_id
        and parts.breakdown = met.breakdown
        and parts.period_start = met.period_start
        and parts.period_end = met.period_end
where parts.depth = $depth and figure.basis <> 'none';
