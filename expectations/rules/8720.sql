/*
severity: error
table: ssd_cp_plans
sentence: A child protection plan has no start date.
todo: Enter the day the plan began.
source: Children in need census, rule 8720
*/
select
    cppl_cp_plan_id as record_id,
    cppl_person_id as person_id,
    'cppl_cp_plan_start_date' as column_name,
    cast(null as varchar) as value
from staged.ssd_cp_plans
-- A date after the night is the matter of date_after_as_at.
where cppl_cp_plan_start_date is null
