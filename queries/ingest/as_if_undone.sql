-- Nếu đợt này bị hoàn tác, những số liệu nào được tính từ đâu?
-- grain: writes temporary tables batch, figure and figure_conflict that stand before those of the workspace
-- Only the figures that are computed anew (scope) and those that they may be computed from.
create or replace temp table batch as
select *
from workspace.batch;
create or replace temp table figure as
with wholes as (
    select distinct unit_id from scope
),

units as (
    select unit_id from wholes
    union
    select territory.part_id
    from territory
    semi join wholes on territory.whole_id = wholes.unit_id
    union
    select unit_succession.predecessor_id
    from unit_succession
    semi join wholes on unit_succession.successor_id = wholes.unit_id
),

indicators as (
    select distinct indicator_above.indicator
    from indicator_above
    semi join scope on indicator_above.above = scope.indicator
)

select figure.*
from workspace.figure as figure
semi join units on figure.unit_id = units.unit_id
semi join indicators on figure.indicator = indicators.indicator
where bucket_of(figure.period_start, figure.period_end) in (select scope.bucket from scope);
create or replace temp table figure_conflict as
select *
from workspace.figure_conflict
where false;
