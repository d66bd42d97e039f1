delete from session where account = :account and token <> :but
