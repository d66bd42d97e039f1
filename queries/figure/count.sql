-- Có bao nhiêu ô số liệu?
-- grain: one row
select count(*)::bigint as figures
from figure;
