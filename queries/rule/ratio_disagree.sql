-- Tỷ lệ báo cáo nào khác với tỷ lệ tính lại quá sai số làm tròn?
-- grain: one row per reported ratio cell whose recomputed value differs after rounding to the printed decimals
insert into work_conflict
select
    work.indicator,
    work.unit_id,
    work.breakdown,
    work.period_start,
    work.period_end,
    work.value,
    work.way,
    indicator.scale * computed.numerator / computed.denominator as other_value,
    50 + computed.alternative as other_way
from work
inner join ratio_computed as computed using (indicator, unit_id, breakdown, period_start, period_end)
inner join indicator on work.indicator = indicator.indicator
where
    work.way = 0
    and work.qualifier = ''
    and computed.complete
    and abs(work.value - indicator.scale * computed.numerator / computed.denominator)
    > 0.6 * pow(10, -indicator.decimals);
