-- Tỷ lệ cả nước của riêng những tỉnh, thành phố có đủ tử số và mẫu số là bao nhiêu, mấy tỉnh?
-- grain: one partial cell of a ratio for the nation, where it has none and half of the provinces or more have theirs
insert into work by name
with part as (
    select
        work.*,
        territory.whole_id
    from work
    inner join ratio_term
        on work.indicator = ratio_term.indicator and ratio_term.alternative = 1 and ratio_term.side = 'numerator'
    inner join territory
        on
            work.unit_id = territory.part_id
            and work.period_start >= territory.valid_from
            and work.period_end <= coalesce(territory.valid_to, date '9999-12-31')
    inner join unit as whole on territory.whole_id = whole.unit_id and whole.level = 'nation'
    where
        work.complete
        and work.state <> 'expected'
        and work.denominator > 0
        and work.numerator is not null
        and work.qualifier = ''
        -- Rates of different formulas are not added up: the first one, or a reported rate where there is but one.
        and (work.way = 51 or (work.way = 0 and not exists (
            select 1
            from ratio_term as other
            where other.indicator = work.indicator and other.alternative > 1
        )))
),

division as (
    select
        part.whole_id,
        part.period_start,
        part.period_end,
        count(distinct territory.part_id) as parts
    from (select distinct
        whole_id,
        period_start,
        period_end
    from part) as part
    inner join territory
        on
            part.whole_id = territory.whole_id
            and part.period_end >= territory.valid_from
            and part.period_start <= coalesce(territory.valid_to, date '9999-12-31')
    group by part.whole_id, part.period_start, part.period_end
    having
        bool_and(
            part.period_start >= territory.valid_from
            and part.period_end <= coalesce(territory.valid_to, date '9999-12-31')
        )
),

whole as (
    select
        part.indicator,
        part.whole_id as unit_id,
        part.breakdown,
        part.period_start,
        part.period_end,
        exact_sum(part.numerator) as numerator,
        exact_sum(part.denominator) as denominator,
        joint_state(part.state, part.qualifier) as state,
        count(*)::integer as parts_present,
        any_value(division.parts)::integer as parts_expected,
        max(part.as_of) as as_of,
        bit_xor(part.coverage) as coverage
    from part
    inner join division using (whole_id, period_start, period_end)
    group by part.indicator, part.whole_id, part.breakdown, part.period_start, part.period_end
)

select
    whole.indicator,
    whole.unit_id,
    whole.breakdown,
    whole.period_start,
    whole.period_end,
    indicator.scale * whole.numerator / whole.denominator as value,
    whole.numerator,
    whole.denominator,
    whole.state,
    '' as qualifier,
    'partial' as basis,
    'territory' as tree,
    70 as way,
    whole.parts_present,
    whole.parts_expected,
    whole.as_of,
    whole.coverage,
    null as observation_id,
    'nation' as unit_level,
    4 as stage,
    -2 as rank,
    false as complete
from whole
inner join indicator on whole.indicator = indicator.indicator
semi join scope
    on
        whole.indicator = scope.indicator
        and whole.unit_id = scope.unit_id
        and bucket_of(whole.period_start, whole.period_end) = scope.bucket
anti join work
    on
        whole.indicator = work.indicator
        and whole.unit_id = work.unit_id
        and whole.breakdown = work.breakdown
        and whole.period_start = work.period_start
        and whole.period_end = work.period_end
where whole.parts_present >= 0.5 * whole.parts_expected;
