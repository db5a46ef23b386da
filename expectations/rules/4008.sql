/*
severity: error
table: ssd_cin_plans
sentence: A child in need plan began after the child had died.
todo: Look up both dates and correct the wrong one.
source: Children in need census, rule 4008
*/
select
    plan.cinp_cin_plan_id as record_id,
    plan.cinp_person_id as person_id,
    'cinp_cin_plan_start_date' as column_name,
    cast(plan.cinp_cin_plan_start_date as varchar) as value
from staged.ssd_cin_plans as plan
inner join staged.ssd_person as person
    on plan.cinp_person_id = person.pers_person_id
where plan.cinp_cin_plan_start_date > person.pers_death_date
