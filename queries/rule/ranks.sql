-- Phải tính những bậc kỳ nào?
-- grain: one row per rank of periods: days and intervals (-1), months (0) … years (4)
select distinct rank
from period_standard
union all
select -1 as rank
where
    exists (
        select 1 from selected
        where rank = -1
    )
    or exists (
        select 1 from work
        where rank = -1
    )
order by rank;
