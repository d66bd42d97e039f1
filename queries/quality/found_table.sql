-- Chỗ ghi những gì các kiểm tra tìm thấy
-- grain: the empty temporary table found
create or replace temp table found (
    check_name varchar, indicators varchar[], indicator varchar, unit_id varchar, breakdown varchar,
    period_start date, period_end date, details varchar
);
