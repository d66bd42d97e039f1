-- Một kiểm tra tìm thấy những gì?
-- grain: adds one row per different row of violation to the temporary table found
-- violation: the rows of one check. What it says besides the cell and the indicators is kept as JSON; the number of an
-- observation is left out, so that the same fault reads the same whenever it was loaded, and is told once.
insert into found
select distinct
    $check_name as check_name,
    indicators,
    indicator,
    unit_id,
    breakdown,
    period_start,
    period_end,
    json_merge_patch(
        to_json(violation),
        '{"indicators": null, "indicator": null, "unit_id": null, "breakdown": null, "period_start": null,'
        || ' "period_end": null, "observation_id": null}'
    )::varchar as details
from violation;
