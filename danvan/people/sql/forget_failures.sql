delete from failure where happened_at < :before
