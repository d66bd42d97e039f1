-- Những ô nào được ghi hơn một lần trong cùng tệp, giống nhau hay khác nhau?
-- grain: one row per row of incoming whose cell another row of the same document states too; and the first such row
-- First by a digest of the cell: a million rows are looked through in little memory.
with suspect as (
    select hash(indicator, unit_id, breakdown, period_start, period_end, source) as digest
    from incoming
    group by digest
    having count(*) > 1
),

content as (
    select
        *,
        hash(cumulative_from, value, numerator, denominator, qualifier, state, as_of) as said
    from incoming
    where
        hash(indicator, unit_id, breakdown, period_start, period_end, source) in (
            select suspect.digest from suspect
        )
),

cell as (
    select
        indicator,
        unit_id,
        breakdown,
        period_start,
        period_end,
        source,
        min(row_no, 2) as first_row_nos,
        min(said) = max(said) as same
    from content
    group by indicator, unit_id, breakdown, period_start, period_end, source
    having count(*) > 1
)

select
    content.row_no,
    cell.first_row_nos[1] as first_row_no,
    cell.first_row_nos[case when content.row_no = cell.first_row_nos[1] then 2 else 1 end] as other_row_no,
    cell.same
from content
inner join cell using (indicator, unit_id, breakdown, period_start, period_end, source)
order by content.row_no;
