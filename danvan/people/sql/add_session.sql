insert into session (token, account, begun_at, seen_at, address) values (:token, :account, :at, :at, :address)
