-- Những ô này được nêu số dự kiến nào sau cùng?
-- grain: one row per cell asked that has a live forecast; cell_no is its place among those asked, from 0
select
    asked.cell_no,
    observation.value
from cells_listed($indicators, $units, $breakdowns, $starts, $ends) as asked
inner join observation
    on
        asked.indicator = observation.indicator
        and asked.unit_id = observation.unit_id
        and asked.breakdown = observation.breakdown
        and asked.period_start = observation.period_start
        and asked.period_end = observation.period_end
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
where observation.state = 'expected' and observation.value is not null
qualify
    row_number() over (
        partition by asked.cell_no
        order by observation.as_of desc nulls last, observation.observation_id desc
    ) = 1
order by asked.cell_no;
