-- Migration 11: closed periods (khóa sổ). Rows are only added: of a closing and a unit the last row counts.
-- action: closed | opened. unit_id: whose figures, with what lies in it; the first row of a closing has its own unit,
-- a later one may speak of a part of it. closed_from: the first day on which nothing of the period changes any more.
-- reason: the document that a closing goes by; why it was opened.
create table closing (
    seq bigint, closing_id varchar, action varchar, period_start date, period_end date, unit_id varchar,
    closed_from date, reason varchar, happened_at timestamp, who varchar
);
-- What an administrator changed in closed periods all the same, and why; who and when are the batch's own.
create table changed_after_closing (
    batch_id varchar, closing_id varchar, figures bigint, reason varchar
);
