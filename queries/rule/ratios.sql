-- Phải tính những tỷ lệ nào?
-- grain: one row
select count(*) as ratios
from ratio_term
where indicator in (select scope.indicator from scope);
