-- Tài liệu nào có tên này?
-- grain: at most one row; the one put in first when several bear the name
select source
from source
where title = $title or source = $title
order by source
limit 1;
