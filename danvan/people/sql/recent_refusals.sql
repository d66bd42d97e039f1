select count(*) as refusals
from (select act, happened_at from journal order by entry desc limit :among) as recent
where act = 'sign_in_refused' and happened_at >= :since
