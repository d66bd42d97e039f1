-- Nếu ghi các dòng này, những số liệu nào được tính từ đâu?
-- grain: writes temporary tables observation and source that stand before those of the workspace
-- Only the observations of what is computed anew (scope); the rows themselves are then appended as a batch.
create or replace temp table observation as
select observation.*
from workspace.observation as observation
semi join scope
    on
        observation.indicator = scope.indicator
        and observation.unit_id = scope.unit_id
        and bucket_of(observation.period_start, observation.period_end) = scope.bucket;
create or replace temp table source as
select *
from workspace.source;
