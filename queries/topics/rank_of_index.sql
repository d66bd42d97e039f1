-- Qua các năm, chỉ số của một đơn vị xếp thứ mấy trong bao nhiêu đơn vị cùng cấp, và thứ hạng công bố là bao nhiêu?
-- grain: one row per year with the index or the published rank of the unit
-- units: how many of the level stand on the year's last day; ranked: how many of them have a whole index. A place is
-- given only where nine in ten are ranked: a place among a few that happen to be known says nothing. tied: how many
-- share the place, the unit itself included; partial ones are counted and never ranked.
with own as (
    select *
    from unit
    where unit.unit_id = $unit
),

peer as (
    select
        standard.period_start,
        standard.period_end,
        unit.unit_id,
        figure.value is not null and figure.basis in ('reported', 'derived') and figure.state <> 'expected' as is_whole,
        coalesce(figure.basis = 'partial', false) as is_partial,
        figure.value,
        round(figure.value, indicator.decimals) as printed,
        figure.qualifier,
        figure.basis,
        figure.state,
        figure.as_of
    from own
    cross join period_standard as standard
    inner join unit
        on
            own.level = unit.level
            and standard.period_end >= unit.valid_from
            and standard.period_end <= coalesce(unit.valid_to, date '9999-12-31')
            -- Below provinces, places are among the units of the same whole.
            and (own.level = 'province' or own.parent_id = unit.parent_id)
    inner join indicator on indicator.indicator = $indicator
    left join figure
        on
            unit.unit_id = figure.unit_id
            and figure.indicator = $indicator
            and figure.breakdown = ''
            and standard.period_start = figure.period_start
            and standard.period_end = figure.period_end
    where standard.kind = 'year'
),

counted as (
    select
        peer.*,
        (count(*) over (partition by peer.period_end))::integer as units,
        (count(*) filter (peer.is_whole) over (partition by peer.period_end))::integer as ranked,
        (count(*) filter (peer.is_partial) over (partition by peer.period_end))::integer as partial,
        (count(*) over (partition by peer.period_end, peer.is_whole, peer.printed))::integer as tied,
        (rank() over (partition by peer.period_end order by peer.is_whole desc, peer.printed desc))::integer as place
    from peer
)

select
    counted.unit_id,
    counted.period_start,
    counted.period_end,
    counted.value,
    counted.qualifier,
    counted.basis,
    counted.state,
    counted.as_of,
    counted.units,
    counted.ranked,
    counted.partial,
    case when counted.is_whole and 10 * counted.ranked >= 9 * counted.units then counted.place end as place,
    case when counted.is_whole and 10 * counted.ranked >= 9 * counted.units then counted.tied end as tied,
    published.value::integer as published
from counted
left join figure as published
    on
        counted.unit_id = published.unit_id
        and published.indicator = $rank
        and published.breakdown = ''
        and published.state <> 'expected'
        and counted.period_start = published.period_start
        and counted.period_end = published.period_end
where counted.unit_id = $unit and (counted.value is not null or published.value is not null)
order by counted.period_end;
