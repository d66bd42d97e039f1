-- Cách tính đầy đủ nào cho kết quả khác với số đang dùng?
-- grain: one row per (cell, other complete way); never changes the figure
insert into work_conflict
select
    work.indicator,
    work.unit_id,
    work.breakdown,
    work.period_start,
    work.period_end,
    work.value,
    work.way,
    candidate.value as other_value,
    candidate.way as other_way
from candidate
inner join work using (indicator, unit_id, breakdown, period_start, period_end)
where
    candidate.stage = $stage
    and candidate.rank = $rank
    and candidate.brank = $brank
    and work.stage = $stage
    and work.rank = $rank
    and candidate.complete
    and work.way < 90
    and candidate.way <> work.way
    -- A half that is not its quarters is found at the half; each quarter less the other would say it again.
    and candidate.way <> 25
    and candidate.qualifier = ''
    and work.qualifier = ''
    and candidate.value <> work.value;
