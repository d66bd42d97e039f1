-- Phải kiểm tra lại bao nhiêu ô của những chỉ tiêu nào?
-- grain: one row per indicator of the region, by topic
select
    indicator.topic,
    region.indicator,
    count(*) as cells
from region
inner join indicator on region.indicator = indicator.indicator
group by indicator.topic, region.indicator
order by indicator.topic, region.indicator;
