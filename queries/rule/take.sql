-- Bước này chỉ có một cách để được một số: số ấy được dùng
-- grain: one row per cell of this step
insert into work by name
select *
from placed
where stage = $stage and rank = $rank and brank = $brank;
