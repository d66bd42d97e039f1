-- Migration 5: plans. What is prescribed (so many dialogues a year), what a plan or resolution aims at, the documents
-- that say so, and every change of them. Rows are only added: an item stands while its last change lets it stand.

alter table target add column bound varchar;
alter table target add column base_day date;
alter table target add column base_value double;

create table prescribed (
    prescribed_id varchar, indicator varchar, unit_id varchar, unit_level varchar, valid_from date, valid_to date,
    rhythm varchar, value double, source varchar, note varchar, batch_id varchar
);
create table plan_document (
    source varchar, title varchar, number varchar, issuer varchar, day date
);
-- action: entered | withdrawn | restored. replaces: the item in whose place an entered one stands.
create table plan_change (
    seq bigint, kind varchar, item_id varchar, action varchar, replaces varchar, happened_at timestamp, who varchar,
    reason varchar, batch_id varchar
);

-- The items of a kind ('target', 'prescribed') that stand.
create macro plan_standing(wanted) as table
select plan_change.item_id
from plan_change
where plan_change.kind = wanted
group by plan_change.item_id
having max_by(plan_change.action, plan_change.seq) <> 'withdrawn';
