/*
severity: query
table: ssd_cin_plans
sentence: A child in need plan began and ended on the same day.
todo: Correct the dates, or delete the plan if it was entered by mistake.
source: Children in need census, rule 4012Q
*/
select
    cinp_cin_plan_id as record_id,
    cinp_person_id as person_id,
    'cinp_cin_plan_end_date' as column_name,
    cast(cinp_cin_plan_end_date as varchar) as value
from staged.ssd_cin_plans
where cinp_cin_plan_end_date = cinp_cin_plan_start_date
