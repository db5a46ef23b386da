/*
severity: error
table: ssd_cin_episodes
sentence: An assessment, enquiry or conference is recorded on a referral that ended with no further action.
todo: Correct the referral's outcome, or move the record to the right referral.
source: Children in need census, rule 8831
*/
with activities as (
    select
        'ssd_cin_assessments' as record_table,
        cina_assessment_id as record_id,
        cina_person_id as person_id,
        cina_referral_id as referral_id,
        case
            when cina_assessment_start_date is null then 'cina_assessment_auth_date'
            else 'cina_assessment_start_date'
        end as column_name,
        coalesce(cina_assessment_start_date, cina_assessment_auth_date) as happened
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
where referral.cine_referral_nfa = 'Y' and activities.happened is not null
