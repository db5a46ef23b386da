/*
severity: error
table: ssd_cin_plans
sentence: A child in need plan is recorded on a referral that ended with no further action.
todo: Correct the referral's outcome, or move the plan to the right referral.
source: Children in need census, rule 4000
*/
select
    plan.cinp_cin_plan_id as record_id,
    plan.cinp_person_id as person_id,
    'cinp_referral_id' as column_name,
    plan.cinp_referral_id as value
from staged.ssd_cin_plans as plan
inner join staged.ssd_cin_episodes as referral
    on plan.cinp_referral_id = referral.cine_referral_id
where referral.cine_referral_nfa = 'Y'
