select entry, happened_at, who, address, act, subject, detail, chain
from journal
where happened_at >= :since and happened_at <= :until
order by entry desc
limit :most
