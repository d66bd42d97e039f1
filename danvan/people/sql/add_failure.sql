insert into failure (account, address, happened_at) values (:account, :address, :happened_at)
