-- Cả một nhóm đơn vị (vùng, các đơn vị tương đồng) có số liệu bao nhiêu, tính từ mấy đơn vị?
-- grain: one row per (group, period), in the orders asked, with or without a value
-- $groups and $units go in pairs: which unit is in which group. A count is the sum of its units, a rate that of their
-- numerators over that of their denominators, never an average; units without theirs make it partial. A rate of fewer
-- than half of the units, and anything that is never aggregated, is none.
with member as (
    select
        unnest($groups::varchar[]) as group_id,
        unnest($units::varchar[]) as unit_id,
        generate_subscripts($groups::varchar[], 1) as place
),

period as (
    select
        unnest($starts::date[]) as period_start,
        unnest($ends::date[]) as period_end
),

cell as (
    select
        member.group_id,
        member.place,
        period.period_start,
        period.period_end,
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.qualifier,
        figure.state,
        figure.as_of,
        figure.basis in ('reported', 'derived') and figure.state <> 'expected' and figure.value is not null as complete,
        case
            when indicator.kind <> 'ratio'
                then indicator.agg_units = 'sum' and figure.value is not null and figure.state <> 'expected'
            else
                figure.basis in ('reported', 'derived')
                and figure.state <> 'expected'
                and figure.qualifier = ''
                and figure.numerator is not null
                and figure.denominator > 0
                -- Rates of different formulas are not added up.
                and (figure.way = 51 or (figure.way = 0 and not exists (
                    select 1
                    from ratio_term
                    where ratio_term.indicator = $indicator and ratio_term.alternative > 1
                )))
        end as taken
    from member
    cross join period
    left join indicator on indicator.indicator = $indicator
    left join figure
        on
            member.unit_id = figure.unit_id
            and figure.indicator = $indicator
            and figure.breakdown = $breakdown
            and period.period_start = figure.period_start
            and period.period_end = figure.period_end
),

pooled as (
    select
        group_id,
        period_start,
        period_end,
        min(place) as place,
        (sum(value::decimal(24, 6)) filter (taken))::double as total,
        (sum(numerator::decimal(24, 6)) filter (taken))::double as numerator,
        (sum(denominator::decimal(24, 6)) filter (taken))::double as denominator,
        count(*) filter (taken and complete)::integer as parts_present,
        count(*)::integer as parts_expected,
        count(*) filter (taken and state = 'provisional') as provisional,
        coalesce(min(nullif(qualifier, '')) filter (taken), '') as first_qualifier,
        coalesce(max(qualifier) filter (taken), '') as last_qualifier,
        max(as_of) filter (taken) as as_of
    from cell
    group by group_id, period_start, period_end
),

valued as (
    select
        pooled.*,
        indicator.kind = 'ratio' as is_ratio,
        indicator.kind <> 'ratio' and indicator.agg_units <> 'sum' as refused,
        case
            when indicator.kind <> 'ratio' then pooled.total
            when pooled.parts_present >= 0.5 * pooled.parts_expected
                then indicator.scale * pooled.numerator / nullif(pooled.denominator, 0)
        end as value
    from pooled
    inner join indicator on indicator.indicator = $indicator
)

select
    group_id,
    $indicator as indicator,
    $breakdown as breakdown,
    period_start,
    period_end,
    value,
    case when is_ratio and value is not null then numerator end as numerator,
    case when is_ratio and value is not null then denominator end as denominator,
    case
        when refused then 'refused'
        when value is null then 'missing'
        when provisional > 0 then 'provisional'
        when last_qualifier <> '' then 'approximate'
        else 'known'
    end as state,
    case
        when value is null or last_qualifier = '' then ''
        when first_qualifier = last_qualifier then last_qualifier
        else 'khoang'
    end as qualifier,
    case
        when value is null then 'none'
        when parts_present = parts_expected then 'derived'
        else 'partial'
    end as basis,
    'territory' as tree,
    parts_present,
    parts_expected,
    as_of
from valued
order by place, period_start, period_end;
