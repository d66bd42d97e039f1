delete from session where token = :token
