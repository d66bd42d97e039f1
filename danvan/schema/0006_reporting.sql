-- Migration 6: when reports are due, as staff set it. Dated and only ever added to: of the rules in force for a period
-- the latest `since` counts, then the one set last.
create table due_rule (
    period_kind varchar, months integer, day integer, since date, basis varchar, set_at timestamp, set_by varchar
);
