/*
severity: error
table: ssd_cp_plans
sentence: A child protection plan began before the referral it belongs to.
todo: Look up both dates and correct the wrong one, or move the plan to the right referral.
source: Children in need census, rule 1105
*/
select
    plan.cppl_cp_plan_id as record_id,
    plan.cppl_person_id as person_id,
    'cppl_cp_plan_start_date' as column_name,
    cast(plan.cppl_cp_plan_start_date as varchar) as value
from staged.ssd_cp_plans as plan
inner join staged.ssd_cin_episodes as referral
    on plan.cppl_referral_id = referral.cine_referral_id
where plan.cppl_cp_plan_start_date < referral.cine_referral_date
