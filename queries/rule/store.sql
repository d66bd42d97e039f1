-- Ghi các ô vừa tính vào bảng số liệu
-- grain: one row per cell of the scope
insert into figure
select * from stored;
