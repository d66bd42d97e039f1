-- Ghi các ô có hai cách tính cho kết quả khác nhau
-- grain: one row per (cell, other complete way) of the scope
insert into figure_conflict
select * from stored_conflict;
