update account set full_name = :full_name, role = :role, units = :units, changed_at = :at where name = :name
