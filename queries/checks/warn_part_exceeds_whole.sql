-- Ở đơn vị và kỳ nào số của phần lớn hơn số của toàn thể?
-- grain: one row per (part, whole) pair and cell where the part is larger
-- Xã kiểu mẫu ≤ nâng cao ≤ đạt chuẩn ≤ tổng số xã; quá hạn ≤ đang giải quyết; trả lời ≤ tiếp nhận …
with pair as (
    select
        unnest(['NT04', 'NT03', 'NT02', 'YK05', 'YK02', 'GS03', 'DT06', 'DH01', 'BC02', 'KN09']) as part,
        unnest(['NT03', 'NT02', 'NT01', 'YK04', 'YK01', 'GS02', 'DT05', 'DH02', 'BC01', 'KN10']) as whole
)

select
    pair.part,
    pair.whole,
    part.unit_id,
    part.breakdown,
    part.period_start,
    part.period_end,
    part.value as part_value,
    whole.value as whole_value
from pair
inner join figure as part on pair.part = part.indicator
inner join figure as whole
    on
        pair.whole = whole.indicator
        and part.unit_id = whole.unit_id
        and part.breakdown = whole.breakdown
        and part.period_start = whole.period_start
        and part.period_end = whole.period_end
where
    part.basis in ('reported', 'derived')
    and whole.basis in ('reported', 'derived')
    and part.qualifier = ''
    and whole.qualifier = ''
    and part.value > whole.value
order by pair.part, part.unit_id, part.breakdown, part.period_start, part.period_end;
