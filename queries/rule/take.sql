-- Những ô nào của bước này chỉ có một cách để được một số: số ấy được dùng
-- grain: one row per cell of this step, but for the $contested ones ('DT01|cap=xa')
insert into work by name
select *
from placed
where
    stage = $stage
    and rank = $rank
    and brank = $brank
    and not list_contains($contested::varchar[], concat(indicator, '|', breakdown));
