-- Các đơn vị có tên trong sổ theo dõi thuộc, hoặc đã nhập vào, những đơn vị nào?
-- grain: one row per unit with a case; above: itself and every unit that contains or succeeds it
select
    unit_above.unit_id,
    list(unit_above.above_id order by unit_above.above_id) as above
from unit_above
where unit_above.unit_id in (select case_change.unit_id from case_change)
group by unit_above.unit_id
order by unit_above.unit_id;
