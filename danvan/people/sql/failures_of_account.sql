select count(*) as failures, max(happened_at) as last from failure where account = :account and happened_at >= :since
