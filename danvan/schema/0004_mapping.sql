-- Migration 4: what staff decided about a kind of file, remembered by its headers; and work begun but not committed.
create table mapping (signature varchar, choices varchar, used_at timestamp, used_by varchar);
