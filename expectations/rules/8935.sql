/*
severity: error
table: ssd_cp_plans
sentence: A child has more than one open child protection plan.
todo: Close the plan that is no longer worked, or delete the one entered twice.
source: Children in need census, rule 8935
# By child, as the Department's message has it; the sector's validator counts the rows of a plan's number.
*/
select
    cppl_cp_plan_id as record_id,
    cppl_person_id as person_id,
    'cppl_cp_plan_end_date' as column_name,
    cast(cppl_cp_plan_end_date as varchar) as value
from staged.ssd_cp_plans
where cppl_cp_plan_end_date is null and cppl_person_id is not null
-- The same record in two rows is the matter of key_repeated; one without a number is a record of its own.
qualify
    min(coalesce(cppl_cp_plan_id, 'row ' || source_row)) over (partition by cppl_person_id)
    <> max(coalesce(cppl_cp_plan_id, 'row ' || source_row)) over (partition by cppl_person_id)
