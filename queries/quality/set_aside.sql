-- Bỏ các bảng tạm đứng trước bảng thật
-- grain: the tables of the workspace are seen again
drop view if exists temp.violation;
drop table if exists temp.figure;
drop table if exists temp.figure_conflict;
drop table if exists temp.observation;
drop table if exists temp.batch;
