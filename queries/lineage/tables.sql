-- Các bảng tạm để lần từ số liệu xuống các phần và tài liệu
-- grain: none yet; makes the temporary tables cells (what is looked at, by depth) and parts (what those consist of)
-- cell_no: the figure asked about; depth: how many steps below it.
create or replace temp table cells (
    cell_no integer, depth integer, indicator varchar, unit_id varchar, breakdown varchar, period_start date,
    period_end date, tree varchar, way integer, coverage ubigint, observation_id bigint
);
create or replace temp table parts (
    cell_no integer, depth integer, sign integer, indicator varchar, unit_id varchar, breakdown varchar,
    period_start date, period_end date
);
