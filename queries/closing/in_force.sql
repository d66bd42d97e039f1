-- Những kỳ nào đang khóa, khóa cho mọi đơn vị hay chỉ một số đơn vị?
-- grain: one row per closing in force; writes the temporary table closed_now
create or replace temp table closed_now as
select
    closing_id::varchar as closing_id,
    first::date as period_start,
    last::date as period_end,
    everywhere::boolean as everywhere
from now_closed;
