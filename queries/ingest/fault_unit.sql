-- Dòng nào ghi đơn vị không có, hoặc không tồn tại trong kỳ ấy, hoặc không thuộc cấp báo cáo chỉ tiêu ấy?
-- grain: one row per (row of incoming, fault)
-- A present-day unit before its birth, or a former province after its end, is a restated figure: told, not refused.
with register as (
    select
        level,
        min(valid_from) as begins
    from unit
    group by level
),

placed as (
    select
        incoming.row_no,
        incoming.indicator,
        incoming.period_start,
        incoming.period_end,
        unit.unit_id,
        unit.level,
        unit.valid_from,
        coalesce(unit.valid_to, date '9999-12-31') as valid_to,
        unit.unit_id in (select successor_id from unit_succession) as succeeds,
        unit.valid_from = register.begins as oldest
    from incoming
    left join unit on incoming.unit_id = unit.unit_id
    left join register on unit.level = register.level
)

select
    row_no,
    case
        when unit_id is null then 'unknown_unit'
        when level = 'district' and period_start > valid_to then 'district_ended'
        when period_end < valid_from and succeeds then 'unit_restated'
        when period_end < valid_from and oldest then 'unit_before_registry'
        when period_end < valid_from then 'unit_not_yet'
        when period_start > valid_to and level = 'province' then 'unit_ended_restated'
        when period_start > valid_to then 'unit_ended'
        when period_end > valid_to then 'unit_ended_inside'
    end as fault
from placed
where unit_id is null or period_end < valid_from or period_end > valid_to
union all
select
    placed.row_no,
    'level_not_listed' as fault
from placed
anti join indicator_level as listed on placed.indicator = listed.indicator and placed.level = listed.unit_level
where placed.unit_id is not null and placed.indicator in (select indicator from indicator_level)
order by row_no, fault;
