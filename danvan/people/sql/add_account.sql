insert into account (name, full_name, secret, role, units, must_change, created_at, created_by, changed_at)
values (:name, :full_name, :secret, :role, :units, :must_change, :at, :by, :at)
