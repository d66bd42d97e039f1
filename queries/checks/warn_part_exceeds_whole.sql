-- Ở đơn vị và kỳ nào số của phần lớn hơn số của toàn thể?
-- grain: one row per (part, whole) pair and cell where the part is larger
-- Xã kiểu mẫu ≤ nâng cao ≤ đạt chuẩn ≤ tổng số xã; quá hạn ≤ đang giải quyết; công nhận lũy kế ≤ đăng ký lũy kế …
-- Recognised in a period is not compared with newly registered: models of earlier years are recognised too.
with pair as (
    select
        unnest([
            'NT04', 'NT03', 'NT02', 'NT05', 'NT11', 'NT10', 'YK05', 'YK02', 'GS03', 'DT06', 'DT09', 'DV06', 'DV13',
            'DH01', 'DH04', 'DH05', 'QC02', 'QC04', 'QC08', 'KN09', 'KN12', 'BC02'
        ]) as part,
        unnest([
            'NT03', 'NT02', 'NT01', 'NT02', 'NT10', 'NT18', 'YK04', 'YK01', 'GS02', 'DT05', 'DT01', 'DV05', 'DV01',
            'DH02', 'DH01', 'DH01', 'QC06', 'QC06', 'QC09', 'KN10', 'KN04', 'BC01'
        ]) as whole
),

counted as (
    select
        figure.indicator,
        figure.unit_id,
        figure.breakdown,
        figure.period_start,
        figure.period_end,
        figure.value
    from figure
    where
        figure.indicator in (
            select pair.part from pair
            union
            select pair.whole from pair
        )
        and figure.basis in ('reported', 'derived')
        and figure.qualifier = ''
        and figure.state <> 'expected'
        and figure.value is not null
)

select
    part.indicator,
    part.unit_id,
    part.breakdown,
    part.period_start,
    part.period_end,
    [pair.part, pair.whole] as indicators,
    pair.part,
    pair.whole,
    part.value as part_value,
    whole.value as whole_value
from pair
inner join counted as part on pair.part = part.indicator
inner join counted as whole
    on
        pair.whole = whole.indicator
        and part.unit_id = whole.unit_id
        and part.breakdown = whole.breakdown
        and part.period_start = whole.period_start
        and part.period_end = whole.period_end
where part.value > whole.value
order by pair.part, pair.whole, part.unit_id, part.breakdown, part.period_start, part.period_end;
