-- Migration 2: the indicators that users declared. `definition` is the indicator as JSON (see danvan.figures.own).

create table own_indicator (
    code varchar, definition varchar, created_at timestamp, created_by varchar, batch_id varchar
);
