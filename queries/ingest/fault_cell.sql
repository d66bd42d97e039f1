-- Dòng nào ghi chỉ tiêu hoặc phân tổ không có trong danh mục, hoặc không còn áp dụng trong kỳ ấy?
-- grain: one row per (row of incoming, fault)
with placed as (
    select
        incoming.row_no,
        incoming.indicator,
        incoming.breakdown,
        incoming.period_start,
        incoming.period_end,
        indicator.indicator is not null as known,
        coalesce(indicator.valid_from, date '0001-01-01') as valid_from,
        coalesce(indicator.valid_to, date '9999-12-31') as valid_to
    from incoming
    left join indicator on incoming.indicator = indicator.indicator
),

part as (
    select
        indicator,
        breakdown,
        max(valid_to) as valid_to
    from cell_kind
    group by indicator, breakdown
)

select
    placed.row_no,
    case
        when not placed.known then 'unknown_indicator'
        when part.breakdown is null then 'unknown_breakdown'
        -- No district level after that day: figures about it end with it.
        when placed.period_start > placed.valid_to and placed.valid_to = date '2025-06-30' then 'district_ended'
        when placed.period_start > placed.valid_to then 'indicator_ended'
        when placed.period_start > part.valid_to then 'part_ended'
        else 'indicator_not_yet'
    end as fault
from placed
left join part on placed.indicator = part.indicator and placed.breakdown = part.breakdown
where
    not placed.known
    or part.breakdown is null
    or placed.period_start > least(placed.valid_to, part.valid_to)
    or placed.period_end < placed.valid_from
order by placed.row_no;
