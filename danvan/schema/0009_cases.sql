-- Migration 9: the register of single opinions, petitions and cases that are followed until they are settled.
-- Rows are only added: of one case the last row counts, and says all of it as it then stood.
-- action: entered | edited | settled | withdrawn | restored. origin: where it was raised. topic: as opinions are
-- broken down (noi_dung), '' when nobody said. owner: who is to settle it. due, settled: null while there is none.
create table case_change (
    seq bigint, case_id varchar, action varchar, unit_id varchar, origin varchar, received date, topic varchar,
    content varchar, owner varchar, due date, settled date, outcome varchar, note varchar, paper varchar,
    happened_at timestamp, who varchar, reason varchar
);
