-- Dòng nào có giá trị không thể có hoặc đáng ngờ đối với chỉ tiêu và kỳ của nó?
-- grain: one row per (row of incoming, fault); $today: the day of the import
with placed as (
    select
        incoming.*,
        indicator.kind,
        indicator.unit_of_measure,
        -- The catalogue says of two rates that they may exceed 100%.
        coalesce(indicator.caution, '') not like '%vượt 100%' as within_hundred,
        coalesce(incoming.value, 100.0 * incoming.numerator / nullif(incoming.denominator, 0)) as stated,
        least(incoming.value, incoming.numerator, incoming.denominator) as lowest,
        greatest(abs(incoming.value), abs(incoming.numerator), abs(incoming.denominator)) as widest
    from incoming
    inner join indicator on incoming.indicator = indicator.indicator
),

found as (
    select
        row_no,
        [
            case when coalesce(period_end < period_start, true) then 'period_wrong' end,
            case when isnan(widest) or widest > 9e15 then 'too_large' end,
            case
                when
                    state in ('known', 'provisional', 'expected')
                    and value is null
                    and (numerator is null or coalesce(denominator, 0) <= 0)
                    then 'no_value'
            end,
            case when kind in ('flow', 'stock', 'distinct', 'status') and lowest < 0 then 'negative' end,
            case
                when kind in ('flow', 'stock', 'distinct', 'status', 'rank') and value <> round(value)
                    then 'not_whole'
            end,
            case when kind = 'rank' and value < 1 then 'rank_below_one' end,
            case
                when unit_of_measure = '%' and (stated < 0 or (stated > 100 and within_hundred))
                    then 'percent_out_of_range'
            end,
            case when period_end > $today and state <> 'expected' then 'future' end
        ] as faults
    from placed
)

select
    row_no,
    unnest(list_filter(faults, lambda fault: fault is not null)) as fault
from found
order by row_no, fault;
