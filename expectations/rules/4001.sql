/*
severity: error
table: ssd_cin_plans
sentence: A child had a child in need plan and a child protection plan at the same time.
todo: End the child in need plan on the day the child protection plan began, or correct the dates.
source: Children in need census, rule 4001
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
        -- One plan may end on the day the other begins.
        and cin.cinp_cin_plan_start_date < coalesce(cp.cppl_cp_plan_end_date, date '9999-12-31')
        and cp.cppl_cp_plan_start_date < coalesce(cin.cinp_cin_plan_end_date, date '9999-12-31')
