-- Migration 7: briefings that were prepared and kept. Rows are only added: of one name the last row counts.
-- action: saved | frozen | deleted. content: the briefing as JSON. deck: of a frozen one, what was composed then.
create table briefing (
    seq bigint, name varchar, title varchar, action varchar, content varchar, deck varchar, happened_at timestamp,
    who varchar
);
