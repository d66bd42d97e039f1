-- Trong các cách có được một số, cách nào được dùng?
-- grain: one row per cell of this step that is $contested, or of all (null)
-- A reported number, else the first complete way, else the fullest partial one.
insert into work by name
select *
from placed
where
    stage = $stage
    and rank = $rank
    and brank = $brank
    and ($contested is null or list_contains($contested::varchar[], concat(indicator, '|', breakdown)))
qualify row_number() over (
    partition by indicator, unit_id, breakdown, period_start, period_end
    order by
        way <> 0,
        not complete,
        way >= 90,
        case when complete then way end,
        coalesce(parts_present, 0)::double / coalesce(parts_expected, 1) desc,
        coalesce(parts_expected, 1) desc,
        way
) = 1;
