-- Hoàn tác đợt này thì những số liệu nào thay đổi: hiện là bao nhiêu, sau đó là bao nhiêu?
-- grain: one row per figure that would change; standard periods and reported numbers first; all_rows counts them all
-- figure: as it would be (a temporary table); workspace.figure: as it is.
with present as (
    select figure.*
    from workspace.figure as figure
    semi join scope
        on
            figure.indicator = scope.indicator
            and figure.unit_id = scope.unit_id
            and bucket_of(figure.period_start, figure.period_end) = scope.bucket
),

later as (
    select figure.*
    from figure
    semi join scope
        on
            figure.indicator = scope.indicator
            and figure.unit_id = scope.unit_id
            and bucket_of(figure.period_start, figure.period_end) = scope.bucket
),

effect as (
    select
        indicator,
        unit_id,
        breakdown,
        period_start,
        period_end,
        present.value,
        present.qualifier,
        present.state,
        coalesce(present.basis, 'none') as basis,
        later.value as after_value,
        later.qualifier as after_qualifier,
        later.state as after_state,
        coalesce(later.basis, 'none') as after_basis
    from present
    full outer join later using (indicator, unit_id, breakdown, period_start, period_end)
    where
        present.value is distinct from later.value
        or present.qualifier is distinct from later.qualifier
        or present.state is distinct from later.state
        or present.basis is distinct from later.basis
)

select
    effect.*,
    unit.full_name,
    indicator.name as indicator_name,
    indicator.unit_of_measure,
    indicator.decimals,
    count(*) over () as all_rows
from effect
inner join unit on effect.unit_id = unit.unit_id
inner join indicator on effect.indicator = indicator.indicator
order by
    (effect.basis = 'reported' or effect.after_basis = 'reported') desc,
    effect.indicator asc,
    unit.name collate vi asc,
    effect.unit_id asc,
    effect.breakdown asc,
    effect.period_start asc,
    effect.period_end asc
limit $most;
