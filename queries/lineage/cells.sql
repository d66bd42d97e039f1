-- Các ô cần tìm thành phần
-- grain: one row in cells per cell asked about that has a figure; cell_nos says for which figure it is asked
insert into cells
with asked as (
    select
        unnest($cell_nos::integer[]) as cell_no,
        unnest($indicators::varchar[]) as indicator,
        unnest($units::varchar[]) as unit_id,
        unnest($breakdowns::varchar[]) as breakdown,
        unnest($starts::date[]) as period_start,
        unnest($ends::date[]) as period_end
)

select
    asked.cell_no,
    0 as depth,
    figure.indicator,
    figure.unit_id,
    figure.breakdown,
    figure.period_start,
    figure.period_end,
    figure.tree,
    figure.way,
    figure.coverage,
    figure.observation_id
from asked
inner join figure
    on
        asked.indicator = figure.indicator
        and asked.unit_id = figure.unit_id
        and asked.breakdown = figure.breakdown
        and asked.period_start = figure.period_start
        and asked.period_end = figure.period_end;
