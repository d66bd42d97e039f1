delete from failure where account = :account
