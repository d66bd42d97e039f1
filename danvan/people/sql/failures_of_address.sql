select count(*) as failures, max(happened_at) as last from failure where address = :address and happened_at >= :since
