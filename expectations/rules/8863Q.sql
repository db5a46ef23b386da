/*
severity: query
table: ssd_cin_assessments
sentence: An assessment began while another one on the same referral was going on.
todo: Correct the dates, or delete the assessment entered twice.
source: Children in need census, rule 8863Q
# Two of the same dates overlap too, by the Department's words; the sector's validator passes them over.
*/
with assessments as (
    select
        cina_assessment_id as assessment_id,
        coalesce(cina_assessment_id, 'row ' || source_row) as assessment_key,
        cina_person_id as person_id,
        cina_referral_id as referral_id,
        cina_assessment_start_date as started,
        coalesce(cina_assessment_auth_date, date '9999-12-31') as signed_off
    from staged.ssd_cin_assessments
)

select
    assessments.assessment_id as record_id,
    assessments.person_id,
    'cina_assessment_start_date' as column_name,
    cast(assessments.started as varchar) as value
from assessments
where exists (
    select 1
    from assessments as other
    where
        other.referral_id = assessments.referral_id
        and other.person_id = assessments.person_id
        -- The same assessment in two rows is the matter of key_repeated.
        and other.assessment_key <> assessments.assessment_key
        and assessments.started between other.started and other.signed_off
)
