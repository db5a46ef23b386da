/*
severity: error
table: ssd_cp_plans
sentence: A child protection plan is recorded on a referral that ended with no further action.
todo: Correct the referral's outcome, or move the plan to the right referral.
source: Children in need census, rule 8832
*/
select
    plan.cppl_cp_plan_id as record_id,
    plan.cppl_person_id as person_id,
    'cppl_referral_id' as column_name,
    plan.cppl_referral_id as value
from staged.ssd_cp_plans as plan
inner join staged.ssd_cin_episodes as referral
    on plan.cppl_referral_id = referral.cine_referral_id
where referral.cine_referral_nfa = 'Y'
