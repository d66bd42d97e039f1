-- Migration 8: the theme of a year, as an office sets it for itself or for the units below. Only ever added to: of a
-- unit and year the words set last count; empty ones take the theme back.
create table theme (
    unit_id varchar, year integer, words varchar, basis varchar, set_at timestamp, set_by varchar
);
