-- Số này là hiệu của những kỳ nào?
-- grain: one row in parts per part of the cells of this depth; sign -1 for what is taken away
-- The longer period was reported; the rest was reported too, or is the sum of equal reported periods.
insert into parts
with whole as (
    select *
    from cells
    where cells.depth = $depth and cells.tree = 'difference'
),

reported as (
    select
        figure.indicator,
        figure.unit_id,
        figure.breakdown,
        figure.period_start,
        figure.period_end
    from figure
    semi join whole
        on
            figure.indicator = whole.indicator
            and figure.unit_id = whole.unit_id
            and figure.breakdown = whole.breakdown
    where figure.basis = 'reported' and figure.value is not null
),

pair as (
    select
        whole.*,
        difference.minuend_start,
        difference.minuend_end,
        difference.subtrahend_start,
        difference.subtrahend_end
    from whole
    inner join period_difference as difference
        on whole.period_start = difference.target_start and whole.period_end = difference.target_end
    inner join reported as minuend
        on
            whole.indicator = minuend.indicator
            and whole.unit_id = minuend.unit_id
            and whole.breakdown = minuend.breakdown
            and difference.minuend_start = minuend.period_start
            and difference.minuend_end = minuend.period_end
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
        rest.way as rest_way,
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
        row_number() over (
            partition by cell_no, indicator, unit_id, breakdown, period_start, period_end
            order by minuend_start desc, minuend_end asc, rest_way <> 0, rest_way desc
        ) = 1
)

select
    cell_no,
    depth,
    1 as sign,
    indicator,
    unit_id,
    breakdown,
    minuend_start as period_start,
    minuend_end as period_end
from chosen
union all
select
    chosen.cell_no,
    chosen.depth,
    -1 as sign,
    chosen.indicator,
    chosen.unit_id,
    chosen.breakdown,
    part.taken.first as period_start,
    part.taken.last as period_end
from chosen, unnest(chosen.taken) as part (taken);
