insert into journal (entry, happened_at, who, address, act, subject, detail, chain)
values (:entry, :happened_at, :who, :address, :act, :subject, :detail, :chain)
