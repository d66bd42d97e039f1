-- Số nào lệch hẳn so với các đơn vị cùng cấp trong cùng kỳ?
-- grain: one row per reported cell far from the middle of its peers (same indicator, part, level and period)
-- Robust z: 0.6745 × (value − median) / median absolute deviation. Amounts are compared by their logarithm, because
-- units differ in size: only those above zero, and only where they differ by 20 at least. Shares and indices are
-- compared as they are. Ten peers at least; a middle without any spread tells nothing. Sizes of units (stocks of which
-- neither more nor less is better, such as the number of communes) and parts of parts are left out.
with peer as (
    select
        figure.indicator,
        figure.unit_id,
        figure.breakdown,
        figure.period_start,
        figure.period_end,
        figure.value,
        unit.level,
        indicator.topic,
        indicator.kind in ('ratio', 'index', 'statistic') as as_is,
        case
            when indicator.kind in ('ratio', 'index', 'statistic') then figure.value
            when figure.value > 0 then ln(figure.value)
        end as compared
    from figure
    inner join indicator
        on
            figure.indicator = indicator.indicator
            and indicator.kind not in ('rank', 'status')
            and (indicator.kind <> 'stock' or indicator.direction <> 'neutral')
    inner join unit on figure.unit_id = unit.unit_id and unit.level <> 'nation'
    where
        figure.basis = 'reported'
        and figure.qualifier = ''
        and figure.state <> 'expected'
        and figure.value is not null
        and not contains(figure.breakdown, ';')
),

middle as (
    select
        *,
        median(compared) over same as centre,
        median(value) over same as usual,
        count(compared) over same as peers
    from peer
    where compared is not null
    window
        same as (partition by indicator, breakdown, level, period_start, period_end)
),

spread as (
    select
        *,
        median(abs(compared - centre)) over (
            partition by indicator, breakdown, level, period_start, period_end
        ) as deviation
    from middle
    where peers >= 10
)

select
    spread.topic,
    spread.indicator,
    spread.unit_id,
    unit.full_name,
    spread.level,
    spread.breakdown,
    spread.period_start,
    spread.period_end,
    spread.value,
    spread.usual,
    spread.peers::integer as peers,
    0.6745 * (spread.compared - spread.centre) / spread.deviation as robust_z,
    count(*) over () as all_rows
from spread
inner join unit on spread.unit_id = unit.unit_id
where
    spread.deviation > 0
    and abs(0.6745 * (spread.compared - spread.centre) / spread.deviation) > $beyond
    and (spread.as_is or abs(spread.value - spread.usual) >= 20)
    and ($topic is null or spread.topic = $topic)
    and ($unit is null or $unit in (spread.unit_id, unit.parent_id))
order by
    spread.period_end desc,
    abs(0.6745 * (spread.compared - spread.centre) / spread.deviation) desc,
    spread.unit_id asc,
    spread.indicator asc,
    spread.breakdown asc
limit $most;
