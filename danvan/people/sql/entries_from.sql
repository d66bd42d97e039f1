select entry, happened_at, who, address, act, subject, detail, chain
from journal
where entry >= :first
order by entry
limit :most
