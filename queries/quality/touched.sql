-- Trong phần vừa tính lại có những số liệu và báo cáo nào?
-- grain: writes temporary tables figure, figure_conflict and observation that stand before those of the workspace
-- Reported figures of all years: a jump or a fall is told by earlier ones.
create or replace temp table figure as
with touched as (
    select distinct
        unit_id,
        indicator
    from region
)

select
    figure.indicator,
    figure.unit_id,
    figure.breakdown,
    figure.period_start,
    figure.period_end,
    figure.value,
    figure.state,
    figure.qualifier,
    figure.basis
from workspace.figure as figure
semi join touched using (unit_id, indicator)
where
    figure.basis = 'reported'
    or bucket_of(figure.period_start, figure.period_end) in (select year.bucket from region as year);
create or replace temp table figure_conflict as
select conflict.*
from workspace.figure_conflict as conflict
semi join region using (unit_id, indicator);
create or replace temp table observation as
select
    observation.observation_id,
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end,
    observation.value,
    observation.numerator,
    observation.denominator,
    observation.qualifier,
    observation.state,
    observation.source,
    observation.batch_id
from workspace.observation as observation
semi join region using (unit_id, indicator)
where bucket_of(observation.period_start, observation.period_end) in (select year.bucket from region as year);
