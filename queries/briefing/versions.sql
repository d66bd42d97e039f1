-- Bài trình bày này đã được lưu những lần nào?
-- grain: one row per version of the briefing, the last first
select
    briefing.seq,
    briefing.title,
    briefing.action,
    briefing.content,
    briefing.deck,
    briefing.happened_at,
    briefing.who
from briefing
where briefing.name = $wanted
order by briefing.seq desc;
