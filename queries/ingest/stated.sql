-- Những dòng nào sẽ được dùng nếu nhập?
-- grain: one row per cell; writes the temporary table stated
-- Not those rejected (the temporary table of that name), nor those that another report outweighs.
create or replace temp table stated as
select incoming.*
from incoming
anti join rejected on incoming.row_no = rejected.row_no
left join compared on incoming.row_no = compared.row_no
where coalesce(compared.shown, 'incoming') = 'incoming';
