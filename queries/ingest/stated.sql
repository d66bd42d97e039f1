-- Những dòng nào sẽ được dùng nếu nhập?
-- grain: one row per cell; writes the temporary table stated
-- Not those rejected (the temporary table of that name), nor those that another report outweighs.
create or replace temp table stated as
select
    incoming.row_no,
    incoming.indicator,
    incoming.unit_id,
    incoming.breakdown,
    incoming.period_start,
    incoming.period_end,
    incoming.value,
    incoming.numerator,
    incoming.denominator,
    incoming.qualifier,
    incoming.state,
    incoming.as_of,
    incoming.source
from incoming
anti join rejected on incoming.row_no = rejected.row_no
left join compared on incoming.row_no = compared.row_no
where coalesce(compared.shown, 'incoming') = 'incoming';
