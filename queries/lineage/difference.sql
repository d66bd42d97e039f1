-- Số này là hiệu của những kỳ lũy kế nào?
-- grain: one row per (cell_no, part); sign -1 for what is taken away
with pair as (
    select
        cells.cell_no,
        cells.indicator,
        cells.unit_id,
        cells.breakdown,
        period_difference.*
    from cells
    inner join period_difference
        on cells.period_start = period_difference.target_start and cells.period_end = period_difference.target_end
    inner join figure as minuend
        on
            cells.indicator = minuend.indicator
            and cells.unit_id = minuend.unit_id
            and cells.breakdown = minuend.breakdown
            and period_difference.minuend_start = minuend.period_start
            and period_difference.minuend_end = minuend.period_end
            and minuend.basis = 'reported'
    where
        cells.tree = 'difference'
        and exists (
            select 1
            from figure as subtrahend
            where
                subtrahend.indicator = cells.indicator
                and subtrahend.unit_id = cells.unit_id
                and subtrahend.breakdown = cells.breakdown
                and subtrahend.period_start = period_difference.subtrahend_start
                and subtrahend.period_end = period_difference.subtrahend_end
                and subtrahend.basis in ('reported', 'derived')
        )
    qualify row_number() over (
        partition by cells.cell_no
        order by period_difference.minuend_start desc, period_difference.minuend_end asc
    ) = 1
)

select
    cell_no,
    indicator,
    unit_id,
    breakdown,
    minuend_start as period_start,
    minuend_end as period_end,
    1 as sign
from pair
union all
select
    cell_no,
    indicator,
    unit_id,
    breakdown,
    subtrahend_start as period_start,
    subtrahend_end as period_end,
    -1 as sign
from pair;
