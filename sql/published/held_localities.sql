-- The localities whose workbooks cannot all be believed tonight: their last good rows are carried from an
-- earlier release. A locality is held back whole, since a tracker that is not read would make every child on
-- it a missing child.
-- grain: a locality
-- reads: carried.refusals
create or replace table carried.localities as
select distinct locality
from carried.refusals
