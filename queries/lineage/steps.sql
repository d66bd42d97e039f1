-- Các số ở độ sâu này được cộng, lấy hoặc tính theo những cách nào?
-- grain: one row per step to take: the tree; of a stock over time 'carried' instead
select case when cells.tree = 'time' and indicator.agg_periods <> 'sum' then 'carried' else cells.tree end as step
from cells
inner join indicator on cells.indicator = indicator.indicator
where cells.depth = $depth and cells.tree <> ''
group by step
order by step;
