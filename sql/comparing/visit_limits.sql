-- Within how many working days a child on each type of plan is to be visited.
-- grain: a plan type
-- reads: staged.night
create or replace table reconciled.visit_limits as
select
    'CP' as plan_type,
    cp_visit_working_days as working_days
from staged.night
union all
select
    'CIN' as plan_type,
    cin_visit_working_days as working_days
from staged.night;
