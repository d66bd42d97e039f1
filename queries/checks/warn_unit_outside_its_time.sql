-- Báo cáo nào ghi số của một đơn vị cho kỳ mà đơn vị ấy chưa có hoặc không còn?
-- grain: one row per live observation
-- A present-day unit before its birth is a restated figure, and the register of a level has a first day: neither is a
-- fault.
with register as (
    select
        level,
        min(valid_from) as begins
    from unit
    group by level
)

select
    observation.indicator,
    observation.unit_id,
    observation.breakdown,
    observation.period_start,
    observation.period_end,
    [observation.indicator] as indicators,
    observation.observation_id,
    unit.valid_from,
    unit.valid_to
from observation
inner join batch on observation.batch_id = batch.batch_id and batch.status = 'committed'
inner join unit on observation.unit_id = unit.unit_id
inner join register on unit.level = register.level
where
    observation.period_end > unit.valid_to
    or (
        observation.period_end < unit.valid_from
        and unit.unit_id not in (select unit_succession.successor_id from unit_succession)
        and unit.valid_from > register.begins
    )
order by observation.observation_id;
