-- Số này là hiệu của những kỳ nào?
-- grain: one row per (cell_no, part); sign -1 for what is taken away
-- The longer period was reported; the rest was reported too, or is the sum of equal reported periods.
with reported as (
    select figure.*
    from figure
    semi join cells
        on
            figure.indicator = cells.indicator
            and figure.unit_id = cells.unit_id
            and figure.breakdown = cells.breakdown
    where figure.basis = 'reported' and figure.value is not null
),

pair as (
    select
        cells.cell_no,
        cells.indicator,
        cells.unit_id,
        cells.breakdown,
        difference.minuend_start,
        difference.minuend_end,
        difference.subtrahend_start,
        difference.subtrahend_end
    from cells
    inner join period_difference as difference
        on cells.period_start = difference.target_start and cells.period_end = difference.target_end
    inner join reported as minuend
        on
            cells.indicator = minuend.indicator
            and cells.unit_id = minuend.unit_id
            and cells.breakdown = minuend.breakdown
            and difference.minuend_start = minuend.period_start
            and difference.minuend_end = minuend.period_end
    where cells.tree = 'difference'
),

rest as (
    select
        subtrahend_start as whole_start,
        subtrahend_end as whole_end,
        0 as way,
        1 as parts,
        subtrahend_start as part_start,
        subtrahend_end as part_end
    from (select distinct
        subtrahend_start,
        subtrahend_end
    from pair) as taken
    union all
    select * from period_span
),

found as (
    select
        pair.*,
        rest.way,
        list({ 'first': rest.part_start, 'last': rest.part_end } order by rest.part_start) as taken
    from pair
    inner join rest on pair.subtrahend_start = rest.whole_start and pair.subtrahend_end = rest.whole_end
    inner join reported as part
        on
            pair.indicator = part.indicator
            and pair.unit_id = part.unit_id
            and pair.breakdown = part.breakdown
            and rest.part_start = part.period_start
            and rest.part_end = part.period_end
    group by all
    having count(*) = any_value(rest.parts)
),

chosen as (
    select *
    from found
    qualify
        row_number() over (partition by cell_no order by minuend_start desc, minuend_end asc, way <> 0, way desc) = 1
)

select
    cell_no,
    indicator,
    unit_id,
    breakdown,
    minuend_start as period_start,
    minuend_end as period_end,
    1 as sign
from chosen
union all
select
    chosen.cell_no,
    chosen.indicator,
    chosen.unit_id,
    chosen.breakdown,
    part.taken.first as period_start,
    part.taken.last as period_end,
    -1 as sign
from chosen, unnest(chosen.taken) as part (taken);
