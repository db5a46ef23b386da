/*
severity: error
table: ssd_cin_plans
sentence: A child in need plan began before the referral it belongs to.
todo: Look up both dates and correct the wrong one, or move the plan to the right referral.
source: Children in need census, rule 4015
*/
select
    plan.cinp_cin_plan_id as record_id,
    plan.cinp_person_id as person_id,
    'cinp_cin_plan_start_date' as column_name,
    cast(plan.cinp_cin_plan_start_date as varchar) as value
from staged.ssd_cin_plans as plan
inner join staged.ssd_cin_episodes as referral
    on plan.cinp_referral_id = referral.cine_referral_id
where plan.cinp_cin_plan_start_date < referral.cine_referral_date
