/*
severity: error
table: ssd_cp_plans
sentence: A child protection plan ended before it began.
todo: Correct the start or the end date.
source: Children in need census, rule 8925
*/
select
    cppl_cp_plan_id as record_id,
    cppl_person_id as person_id,
    'cppl_cp_plan_end_date' as column_name,
    cast(cppl_cp_plan_end_date as varchar) as value
from staged.ssd_cp_plans
where cppl_cp_plan_end_date < cppl_cp_plan_start_date
