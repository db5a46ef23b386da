/*
severity: error
table: ssd_cin_plans
sentence: A child in need plan was still open when a child protection plan began.
todo: End the child in need plan on the day the child protection plan began.
source: Children in need census, rule 4017
*/
select distinct
    cin.cinp_cin_plan_id as record_id,
    cin.cinp_person_id as person_id,
    'cinp_cin_plan_end_date' as column_name,
    cast(cin.cinp_cin_plan_end_date as varchar) as value
from staged.ssd_cin_plans as cin
inner join staged.ssd_cp_plans as cp
    on
        cin.cinp_person_id = cp.cppl_person_id
        -- A child may be stepped up on the day the child in need plan ends.
        and cin.cinp_cin_plan_start_date <= cp.cppl_cp_plan_start_date
        and coalesce(cin.cinp_cin_plan_end_date, date '9999-12-31') > cp.cppl_cp_plan_start_date
