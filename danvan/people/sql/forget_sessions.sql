delete from session where begun_at < :before
