-- Phần vừa tính lại chiếm bao nhiêu trong toàn bộ số liệu?
-- grain: one row
select (
    select count(*)
    from figure
    semi join region using (unit_id, indicator)
)
/ greatest((select count(*) from figure), 1) as share;
