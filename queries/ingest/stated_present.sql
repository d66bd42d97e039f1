-- Trong các dòng chờ nhập, số nào khác với tổng của các phần đã có trong hệ thống?
-- grain: one row per row of incoming whose cell stands as a complete sum now
-- Parts that the same rows state anew would change that sum: then only what is stated together is compared.
with differing as (
    select
        stated.*,
        figure.tree,
        figure.value as other_value
    from stated
    inner join workspace.figure as figure using (indicator, unit_id, breakdown, period_start, period_end)
    where
        figure.basis = 'derived'
        and figure.tree <> 'ratio'
        and figure.qualifier = ''
        and stated.qualifier = ''
        and stated.state <> 'expected'
        and figure.value <> stated.value
),

moving as (
    select distinct differing.row_no
    from differing
    inner join indicator_above on differing.indicator = indicator_above.above
    inner join unit_above on differing.unit_id = unit_above.above_id
    inner join stated as part
        on
            indicator_above.indicator = part.indicator
            and unit_above.unit_id = part.unit_id
            and bucket_of(differing.period_start, differing.period_end) = bucket_of(part.period_start, part.period_end)
            and differing.row_no <> part.row_no
)

select
    differing.row_no,
    differing.tree,
    differing.value,
    differing.other_value,
    null::bigint as parts
from differing
anti join moving on differing.row_no = moving.row_no
order by differing.row_no;
