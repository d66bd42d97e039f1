update session set seen_at = :at where token = :token
