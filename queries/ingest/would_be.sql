-- Nếu nhập các dòng này, các đơn vị ấy sẽ có những số liệu nào?
-- grain: makes temporary views figure, observation and batch that stand before the tables of the workspace
-- What stays of what stands now (standing) and the rows that would be in force (stated).
create or replace temp view batch as
select
    '' as batch_id,
    'committed' as status;
create or replace temp view observation as
select
    *,
    row_no as observation_id,
    '' as batch_id
from stated
where denominator is not null;
create or replace temp view figure as
select
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    value,
    state,
    qualifier,
    basis
from standing
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
