select
    name, full_name, role, units, active, must_change, created_at, created_by, changed_at,
    secret is not null as has_secret
from account
where name = :name
