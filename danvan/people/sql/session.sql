select
    session.begun_at, session.seen_at,
    account.name, account.full_name, account.role, account.units, account.active, account.must_change,
    account.created_at, account.created_by, account.changed_at, account.secret is not null as has_secret
from session
inner join account on session.account = account.name
where session.token = :token
