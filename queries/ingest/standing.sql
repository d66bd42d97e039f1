-- Những số liệu đang có nào vẫn giữ nguyên nếu nhập các dòng này?
-- grain: one row per figure of the units and indicators concerned; writes the temporary table standing
-- Without the cells that would be stated anew and without what is computed from them. $named: the indicators that a
-- check relates to others, which are of the same topic.
create or replace temp table standing as
with code as (
    select distinct indicator from incoming
),

mate as (
    select distinct mate.indicator
    from code
    inner join indicator on code.indicator = indicator.indicator
    inner join indicator as mate
        on
            indicator.indicator = mate.indicator
            or (
                indicator.topic = mate.topic
                and list_contains($named, indicator.indicator)
                and list_contains($named, mate.indicator)
            )
),

touched as (
    select distinct unit_id from incoming
),

year as (
    select distinct bucket from scope
),

cell as (
    select distinct
        indicator,
        unit_id,
        breakdown
    from stated
),

-- The years concerned whole; of other years what was reported of the same cells: a jump is told by earlier numbers.
present as (
    select
        figure.indicator,
        figure.unit_id,
        figure.breakdown,
        figure.period_start,
        figure.period_end,
        figure.value,
        figure.state,
        figure.qualifier,
        figure.basis,
        bucket_of(figure.period_start, figure.period_end) as bucket,
        case when figure.tree <> '' then figure.indicator end as computed
    from workspace.figure as figure
    semi join touched on figure.unit_id = touched.unit_id
    semi join mate on figure.indicator = mate.indicator
    semi join year on bucket_of(figure.period_start, figure.period_end) = year.bucket
),

earlier as (
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
    semi join cell using (indicator, unit_id, breakdown)
    anti join year on bucket_of(figure.period_start, figure.period_end) = year.bucket
    where figure.basis = 'reported'
)

select
    present.indicator,
    present.unit_id,
    present.breakdown,
    present.period_start,
    present.period_end,
    present.value,
    present.state,
    present.qualifier,
    present.basis
from present
anti join stated using (indicator, unit_id, breakdown, period_start, period_end)
anti join scope
    on
        present.computed = scope.indicator
        and present.unit_id = scope.unit_id
        and present.bucket = scope.bucket
union all
select
    earlier.indicator,
    earlier.unit_id,
    earlier.breakdown,
    earlier.period_start,
    earlier.period_end,
    earlier.value,
    earlier.state,
    earlier.qualifier,
    earlier.basis
from earlier
anti join stated using (indicator, unit_id, breakdown, period_start, period_end);
