-- Nếu nhập các dòng này, các đơn vị ấy sẽ có những số liệu nào?
-- grain: writes temporary tables figure, observation and batch that stand before those of the workspace
-- What stands now of the units and topics concerned, without the cells that would be stated anew and without what is
-- computed from them, and the rows that would be in force (stated).
create or replace temp table figure as
with mate as (
    select distinct mate.indicator
    from incoming
    inner join indicator on incoming.indicator = indicator.indicator
    inner join indicator as mate
        on indicator.indicator = mate.indicator or (indicator.topic = mate.topic and indicator.topic <> '')
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

placed as (
    select
        figure.*,
        bucket_of(figure.period_start, figure.period_end) as bucket,
        case when figure.tree <> '' then figure.indicator end as computed
    from workspace.figure as figure
    semi join touched on figure.unit_id = touched.unit_id
    semi join mate on figure.indicator = mate.indicator
),

-- The years concerned whole; of other years what was reported of the same cells: a jump is told by earlier numbers.
present as (
    select placed.*
    from placed
    semi join year on placed.bucket = year.bucket
    anti join scope
        on
            placed.computed = scope.indicator
            and placed.unit_id = scope.unit_id
            and placed.bucket = scope.bucket
    union all
    select placed.*
    from placed
    anti join year on placed.bucket = year.bucket
    semi join cell using (indicator, unit_id, breakdown)
    where placed.basis = 'reported'
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
union all
select
    stated.indicator,
    stated.unit_id,
    stated.breakdown,
    stated.period_start,
    stated.period_end,
    case
        when indicator.kind = 'ratio' and stated.numerator is not null and stated.denominator > 0
            then indicator.scale * stated.numerator / stated.denominator
        else stated.value
    end as value,
    stated.state,
    stated.qualifier,
    case when stated.value is null and stated.numerator is null then 'none' else 'reported' end as basis
from stated
inner join indicator on stated.indicator = indicator.indicator;
create or replace temp table observation as
select
    *,
    row_no as observation_id,
    '' as batch_id
from stated
where denominator is not null;
create or replace temp table batch as
select
    '' as batch_id,
    'committed' as status;
