update account set active = :active, changed_at = :at where name = :name
