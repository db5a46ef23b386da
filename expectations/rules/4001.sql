/*
severity: error
table: ssd_cin_plans
sentence: A child has an open child in need plan and an open child protection plan.
todo: End the plan that is no longer worked, the child in need plan on the day the other began.
source: Children in need census, rule 4001
# By child, where the Department looks within one referral: two referrals do not make two plans right.
*/
select distinct
    cin.cinp_cin_plan_id as record_id,
    cin.cinp_person_id as person_id,
    'cinp_cin_plan_end_date' as column_name,
    cast(cin.cinp_cin_plan_end_date as varchar) as value
from staged.ssd_cin_plans as cin
inner join staged.ssd_cp_plans as cp
    on cin.cinp_person_id = cp.cppl_person_id
where cin.cinp_cin_plan_end_date is null and cp.cppl_cp_plan_end_date is null
