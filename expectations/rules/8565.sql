/*
severity: error
table: ssd_cin_episodes
sentence: Something was done on a case after it was closed.
todo: Correct the date of what was done or the closure date, or move the record to the right referral.
source: Children in need census, rule 8565
*/
with activities as (
    select
        'ssd_cin_assessments' as record_table,
        cina_assessment_id as record_id,
        cina_person_id as person_id,
        cina_referral_id as referral_id,
        'cina_assessment_start_date' as column_name,
        cina_assessment_start_date as happened
    from staged.ssd_cin_assessments
    union all
    select
        'ssd_cin_assessments' as record_table,
        cina_assessment_id as record_id,
        cina_person_id as person_id,
        cina_referral_id as referral_id,
        'cina_assessment_auth_date' as column_name,
        cina_assessment_auth_date as happened
    from staged.ssd_cin_assessments
    union all
    select
        'ssd_s47_enquiry' as record_table,
        s47e_s47_enquiry_id as record_id,
        s47e_person_id as person_id,
        s47e_referral_id as referral_id,
        's47e_s47_start_date' as column_name,
        s47e_s47_start_date as happened
    from staged.ssd_s47_enquiry
    union all
    select
        'ssd_initial_cp_conference' as record_table,
        conference_id as record_id,
        person_id,
        referral_id,
        'icpc_icpc_date' as column_name,
        held as happened
    from validated.conferences
    union all
    select
        'ssd_cp_plans' as record_table,
        cppl_cp_plan_id as record_id,
        cppl_person_id as person_id,
        cppl_referral_id as referral_id,
        'cppl_cp_plan_end_date' as column_name,
        cppl_cp_plan_end_date as happened
    from staged.ssd_cp_plans
    union all
    select
        'ssd_cin_plans' as record_table,
        cinp_cin_plan_id as record_id,
        cinp_person_id as person_id,
        cinp_referral_id as referral_id,
        'cinp_cin_plan_start_date' as column_name,
        cinp_cin_plan_start_date as happened
    from staged.ssd_cin_plans
    union all
    select
        'ssd_cin_plans' as record_table,
        cinp_cin_plan_id as record_id,
        cinp_person_id as person_id,
        cinp_referral_id as referral_id,
        'cinp_cin_plan_end_date' as column_name,
        cinp_cin_plan_end_date as happened
    from staged.ssd_cin_plans
)

select
    activities.record_table,
    activities.record_id,
    activities.person_id,
    activities.column_name,
    cast(activities.happened as varchar) as value
from activities
inner join staged.ssd_cin_episodes as referral
    on activities.referral_id = referral.cine_referral_id
where activities.happened > referral.cine_close_date
