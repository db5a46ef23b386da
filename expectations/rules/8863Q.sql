/*
severity: query
table: ssd_cin_assessments
sentence: An assessment began while another one on the same referral was going on.
todo: Correct the dates, or delete the assessment entered twice.
source: Children in need census, rule 8863Q
*/
with assessments as (
    select
        cina_assessment_id as assessment_id,
        cina_person_id as person_id,
        cina_referral_id as referral_id,
        cina_assessment_start_date as started,
        cina_assessment_auth_date as signed_off,
        source_row
    from staged.ssd_cin_assessments
)

select distinct
    later.assessment_id as record_id,
    later.person_id,
    'cina_assessment_start_date' as column_name,
    cast(later.started as varchar) as value
from assessments as later
inner join assessments as earlier
    on
        later.referral_id = earlier.referral_id
        and later.person_id = earlier.person_id
        and later.assessment_id <> earlier.assessment_id
        and (
            later.started > earlier.started
            or (later.started = earlier.started and later.source_row > earlier.source_row)
        )
        and later.started <= coalesce(earlier.signed_off, date '9999-12-31')
        -- Two that are both open are the matter of rule 8896.
        and (earlier.signed_off is not null or later.signed_off is not null)
