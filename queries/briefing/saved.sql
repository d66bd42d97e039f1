-- Những bài trình bày nào đang được lưu?
-- grain: one row per saved briefing that was not deleted since, the one changed last first
select
    briefing.name,
    max_by(briefing.title, briefing.seq) as title,
    max_by(briefing.action, briefing.seq) as action,
    max_by(briefing.happened_at, briefing.seq) as happened_at,
    max_by(briefing.who, briefing.seq) as who,
    count(*)::integer as versions
from briefing
group by briefing.name
having max_by(briefing.action, briefing.seq) <> 'deleted'
order by max(briefing.seq) desc;
