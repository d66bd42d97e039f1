select account, begun_at, seen_at from session where token = :token
