-- Bỏ các ô sắp được tính lại
-- grain: removes the figures of the scope
delete from figure
where exists (
    select 1
    from scope
    where
        scope.indicator = figure.indicator
        and scope.unit_id = figure.unit_id
        and scope.bucket = bucket_of(figure.period_start, figure.period_end)
);
delete from figure_conflict
where exists (
    select 1
    from scope
    where
        scope.indicator = figure_conflict.indicator
        and scope.unit_id = figure_conflict.unit_id
        and scope.bucket = bucket_of(figure_conflict.period_start, figure_conflict.period_end)
);
