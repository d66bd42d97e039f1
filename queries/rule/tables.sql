-- Các bảng tạm và công thức chung của một lần tính
-- grain: empty tables; work holds the figures being computed and those they are computed from
-- work carries what the steps need to know of indicator, cell and unit: joined once, not in each of a hundred steps.
-- bucket: the calendar year of a period inside one year, else a number made from its two days.
create or replace temp macro bucket_of(first_day, last_day_) as
case
    when year(first_day) = year(last_day_) then year(last_day_)
    else -datediff('day', date '1900-01-01', first_day) * 100000 - datediff('day', date '1900-01-01', last_day_)
end;
-- Whether a part still counts in a period: a flow while it lasted, a closing stock on the last day only.
create or replace temp macro valid_until(last_valid, first_day, final_day, over_periods) as
case when over_periods = 'last' then final_day else first_day end <= last_valid;
-- Sums in decimals do not depend on the order of their parts: a rebuild gives the very same digits.
create or replace temp macro exact_sum(v) as sum(v::decimal(24, 6))::double;
create or replace temp macro joint_state(s, q) as
case
    when count(*) filter (s = 'provisional') > 0 then 'provisional'
    when max(q) <> '' then 'approximate'
    else 'known'
end;
-- "hơn" + exact = "hơn"; "hơn" + "gần" = "khoảng".
create or replace temp macro joint_qualifier(q) as
case
    when min(nullif(q, '')) = max(q) then max(q)
    when max(q) <> '' then 'khoang'
    else ''
end;
-- The same of sums at hand: how many of their parts are provisional, the first and the last qualifier among them.
create or replace temp macro summed_state(provisional, last_qualifier) as
case
    when provisional > 0 then 'provisional'
    when last_qualifier <> '' then 'approximate'
    else 'known'
end;
create or replace temp macro summed_qualifier(first_qualifier, last_qualifier) as
case
    when first_qualifier = last_qualifier then last_qualifier
    when last_qualifier <> '' then 'khoang'
    else ''
end;

create or replace temp table work (
    indicator varchar, unit_id varchar, breakdown varchar, period_start date, period_end date, value double,
    numerator double, denominator double, state varchar, qualifier varchar, basis varchar, tree varchar,
    way integer, parts_present integer, parts_expected integer, as_of date, coverage ubigint, observation_id bigint,
    unit_level varchar, stage integer, rank integer, complete boolean, brank integer, agg_periods varchar,
    cumulative boolean, cell_from date, cell_to date, unit_to date
);
create or replace temp table candidate (
    indicator varchar, unit_id varchar, breakdown varchar, period_start date, period_end date, value double,
    state varchar, qualifier varchar, way integer, complete boolean, parts_present integer, parts_expected integer,
    as_of date, coverage ubigint, observation_id bigint, numerator double, denominator double,
    stage integer, rank integer, brank integer
);
create or replace temp table work_conflict (
    indicator varchar, unit_id varchar, breakdown varchar, period_start date, period_end date,
    value double, way integer, other_value double, other_way integer
);
