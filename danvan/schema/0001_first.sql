-- Migration 1: the tables of a workspace. No keys or constraints on the big ones: uniqueness is checked in SQL,
-- a re-load with a primary key took forty times as long.

create table setting (name varchar, value varchar);

create table unit (
    unit_id varchar, code varchar, level varchar, parent_id varchar, name varchar, full_name varchar, kind varchar,
    valid_from date, valid_to date, lat double, lon double, region varchar, stage integer
);
create table unit_name (
    unit_id varchar, name varchar, full_name varchar, kind varchar, valid_from date, valid_to date, source varchar
);
create table territory (whole_id varchar, part_id varchar, valid_from date, valid_to date);
create table unit_succession (successor_id varchar, predecessor_id varchar, day date, whole boolean, exact boolean);
create table unit_above (unit_id varchar, above_id varchar);
create table region (region varchar, name varchar, system integer, valid_from date, valid_to date);

create table indicator (
    indicator varchar, name varchar, topic varchar, unit_of_measure varchar, kind varchar, decimals integer,
    direction varchar, agg_units varchar, agg_periods varchar, scale double, cumulative boolean,
    valid_from date, valid_to date, definition varchar, legal_basis varchar, caution varchar
);
create table indicator_level (indicator varchar, unit_level varchar);
create table cell_part (
    indicator varchar, breakdown varchar, unit_level varchar, way integer, part_indicator varchar,
    part_breakdown varchar, valid_from date, valid_to date, brank integer
);
create table cell_kind (
    indicator varchar, breakdown varchar, unit_level varchar, brank integer, territory varchar, own_breakdown varchar,
    valid_from date, valid_to date
);
create table ratio_term (
    indicator varchar, alternative integer, side varchar, sign integer, part_indicator varchar
);
create table indicator_above (indicator varchar, above varchar);
create table period_standard (period_start date, period_end date, kind varchar, rank integer);
create table period_part (whole_start date, whole_end date, rank integer, way integer, part_start date, part_end date);
create table period_span (
    whole_start date, whole_end date, way integer, parts integer, part_start date, part_end date
);
create table period_difference (
    target_start date, target_end date, minuend_start date, minuend_end date, subtrahend_start date, subtrahend_end date
);

create table source (
    source varchar, kind varchar, priority integer, title varchar, number varchar, issuer varchar, publisher varchar,
    day date, url varchar, note varchar
);
create table batch (
    batch_id varchar, seq bigint, kind varchar, title varchar, created_at timestamp, created_by varchar,
    file_name varchar, file_hash varchar, file_path varchar, row_count bigint, status varchar,
    undone_by varchar, undone_at timestamp, undoes varchar, reason varchar
);
create table observation (
    observation_id bigint, indicator varchar, unit_id varchar, breakdown varchar, period_start date, period_end date,
    cumulative_from date, value double, numerator double, denominator double, qualifier varchar, state varchar,
    as_of date, source varchar, place varchar, note varchar, batch_id varchar
);
create table figure (
    indicator varchar, unit_id varchar, breakdown varchar, period_start date, period_end date, value double,
    numerator double, denominator double, state varchar, qualifier varchar, basis varchar, tree varchar,
    way integer, parts_present integer, parts_expected integer, as_of date, coverage ubigint, observation_id bigint
);
create table figure_conflict (
    indicator varchar, unit_id varchar, breakdown varchar, period_start date, period_end date,
    value double, way integer, other_value double, other_way integer
);
create table target (
    target_id varchar, indicator varchar, unit_id varchar, breakdown varchar, due date, value double, source varchar,
    note varchar, batch_id varchar
);
create table audit (
    happened_at timestamp, who varchar, action varchar, subject varchar, detail varchar, place varchar
);
