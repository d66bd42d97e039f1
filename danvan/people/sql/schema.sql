begin immediate;
create table if not exists account (
    name text primary key,
    full_name text not null,
    secret text,
    role text not null check (role in ('viewer', 'uploader', 'administrator')),
    units text not null default '[]',
    active integer not null default 1,
    must_change integer not null default 0,
    created_at text not null,
    created_by text not null,
    changed_at text not null
);
create table if not exists session (
    token text primary key,
    account text not null references account (name),
    begun_at text not null,
    seen_at text not null,
    address text not null
);
create table if not exists failure (account text not null, address text not null, happened_at text not null);
create index if not exists failure_account on failure (account, happened_at);
create index if not exists failure_address on failure (address, happened_at);
create table if not exists journal (
    entry integer primary key,
    happened_at text not null,
    who text not null,
    address text not null,
    act text not null,
    subject text not null,
    detail text not null,
    chain text not null
);
create trigger if not exists journal_stays before update on journal begin
    select raise(abort, 'the journal is never changed');
end;
create trigger if not exists journal_is_kept before delete on journal begin
    select raise(abort, 'the journal is never shortened');
end;
pragma user_version = 1;
commit;
