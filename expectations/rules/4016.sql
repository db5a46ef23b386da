/*
severity: error
table: ssd_cin_plans
sentence: A child in need plan began while the child was on a child protection plan.
todo: Correct the dates, so that the one plan ends before the other begins.
source: Children in need census, rule 4016
*/
select distinct
    cin.cinp_cin_plan_id as record_id,
    cin.cinp_person_id as person_id,
    'cinp_cin_plan_start_date' as column_name,
    cast(cin.cinp_cin_plan_start_date as varchar) as value
from staged.ssd_cin_plans as cin
inner join staged.ssd_cp_plans as cp
    on
        cin.cinp_person_id = cp.cppl_person_id
        -- A child may be stepped down on the day the child protection plan ends.
        and cin.cinp_cin_plan_start_date >= cp.cppl_cp_plan_start_date
        and cin.cinp_cin_plan_start_date < coalesce(cp.cppl_cp_plan_end_date, date '9999-12-31')
