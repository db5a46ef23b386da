/*
severity: error
table: ssd_cp_plans
sentence: A child protection plan began after the child had died.
todo: Look up both dates and correct the wrong one.
source: Children in need census, rule 8915
*/
select
    plan.cppl_cp_plan_id as record_id,
    plan.cppl_person_id as person_id,
    'cppl_cp_plan_start_date' as column_name,
    cast(plan.cppl_cp_plan_start_date as varchar) as value
from staged.ssd_cp_plans as plan
inner join staged.ssd_person as person
    on plan.cppl_person_id = person.pers_person_id
where plan.cppl_cp_plan_start_date > person.pers_death_date
