-- Lượt này kiểm tra những ô nào?
-- grain: the rows of whole_region of these indicators; writes the temporary table region
create or replace temp table region as
select whole_region.*
from whole_region
where list_contains($indicators, whole_region.indicator);
