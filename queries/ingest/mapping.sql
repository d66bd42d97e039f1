-- Tệp có các tiêu đề này đã từng được hiểu thế nào?
-- grain: at most one row
select choices
from mapping
where signature = $signature
order by used_at desc
limit 1;
