-- The localities whose workbooks cannot all be believed tonight: their last good rows are carried from an earlier release.
-- A locality is held back as a whole, since a tracker that is not read would make every child on it a missing child.
-- grain: a locality
-- reads: staged.workbooks, validated.results
create or replace table carried.localities as
select locality
from staged.workbooks
where status <> 'read'
union
select locality
from validated.results
where critical and not passed and locality is not null
