-- Lượt này tính những ô nào?
-- grain: the rows of whole_scope that the share holds; writes the temporary table scope
create or replace temp table scope as
select whole_scope.*
from whole_scope
semi join share on whole_scope.indicator = share.indicator and whole_scope.bucket = share.bucket;
