update account set secret = :secret where name = :name
