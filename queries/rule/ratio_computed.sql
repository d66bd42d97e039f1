-- Tỷ lệ tính lại được từ tử số và mẫu số của cùng ô là bao nhiêu?
-- grain: one row per cell of a ratio indicator; writes the temporary table ratio_computed
-- All terms complete, or all partial over the very same parts and at least half of them: the rate of one province in
-- sixty-three says nothing about the nation. Never from approximate terms, never over zero.
create or replace temp table ratio_computed as
with known as (
    select distinct indicator from work
),

-- A ratio that lacks one of its terms everywhere is not even begun.
begun as (
    select
        ratio_term.indicator,
        ratio_term.alternative,
        count(*) as terms
    from ratio_term
    left join known on ratio_term.part_indicator = known.indicator
    group by ratio_term.indicator, ratio_term.alternative
    having count(*) = count(known.indicator)
),

term as (
    select
        ratio_term.indicator,
        ratio_term.alternative,
        work.unit_id,
        work.breakdown,
        work.period_start,
        work.period_end,
        any_value(begun.terms) as needed,
        any_value(work.unit_level) as unit_level,
        any_value(work.stage) as stage,
        count(*) as terms,
        exact_sum(case when ratio_term.side = 'numerator' then ratio_term.sign * work.value end) as numerator,
        exact_sum(case when ratio_term.side = 'denominator' then ratio_term.sign * work.value end) as denominator,
        bool_and(work.complete) as complete,
        bool_or(work.complete) as any_complete,
        min(work.coverage) = max(work.coverage) as same_parts,
        joint_state(work.state, work.qualifier) as state,
        min(work.parts_present::double / nullif(work.parts_expected, 0)) filter (not work.complete) as share,
        min(work.parts_present) as parts_present,
        max(work.parts_expected) as parts_expected,
        max(work.as_of) as as_of,
        bit_xor(work.coverage) as coverage
    from work
    inner join ratio_term on work.indicator = ratio_term.part_indicator
    inner join begun on ratio_term.indicator = begun.indicator and ratio_term.alternative = begun.alternative
    inner join indicator as part on ratio_term.part_indicator = part.indicator
    inner join indicator as ratio on ratio_term.indicator = ratio.indicator
    where
        work.value is not null
        and work.state <> 'expected'
        -- A count that began inside the period does not stand over one of the whole period.
        and work.period_start >= greatest(
            coalesce(part.valid_from, work.period_start), coalesce(ratio.valid_from, work.period_start)
        )
    group by
        ratio_term.indicator, ratio_term.alternative, work.unit_id, work.breakdown,
        work.period_start, work.period_end
    having max(work.qualifier) = ''
)

select term.* exclude (needed)
from term
where
    term.terms = term.needed
    and term.denominator > 0
    and term.numerator >= 0
    and (term.complete or (term.same_parts and not term.any_complete and term.share >= 0.5))
qualify row_number() over (
    partition by term.indicator, term.unit_id, term.breakdown, term.period_start, term.period_end
    order by not term.complete, term.alternative
) = 1;
