select secret from account where name = :name and active = 1
