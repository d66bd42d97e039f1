update account set secret = :secret, must_change = :must_change, changed_at = :at where name = :name
