/*
severity: error
table: ssd_cin_assessments
sentence: A referral has more than one open assessment.
todo: Sign off or delete the assessment that is no longer worked.
source: Children in need census, rule 8896
*/
with assessments as (
    select
        cina_assessment_id as assessment_id,
        -- One without a number is an assessment of its own.
        coalesce(cina_assessment_id, 'row ' || source_row) as assessment_key,
        cina_person_id as person_id,
        cina_referral_id as referral_id,
        cina_assessment_auth_date as signed_off
    from staged.ssd_cin_assessments
)

select
    assessment_id as record_id,
    person_id,
    'cina_assessment_auth_date' as column_name,
    cast(signed_off as varchar) as value
from assessments
where signed_off is null and referral_id is not null
-- The same assessment in two rows is the matter of key_repeated.
qualify
    min(assessment_key) over (partition by referral_id, person_id)
    <> max(assessment_key) over (partition by referral_id, person_id)
