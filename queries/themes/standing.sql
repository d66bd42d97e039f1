-- Những đơn vị này đặt chủ đề công tác dân vận của từng năm là gì, theo văn bản nào, ai ghi và khi nào?
-- grain: one row per (unit, year) with a theme that stands; of a unit and year the words set last count
-- $first, $last: years.
select
    theme.unit_id,
    unit.full_name,
    theme.year,
    theme.words,
    theme.basis,
    theme.set_at,
    theme.set_by
from theme
inner join unit on theme.unit_id = unit.unit_id
where list_contains($units, theme.unit_id) and theme.year between $first and $last
qualify
    row_number() over (partition by theme.unit_id, theme.year order by theme.set_at desc, theme.rowid desc) = 1
    and theme.words <> ''
order by theme.year desc, theme.unit_id asc;
