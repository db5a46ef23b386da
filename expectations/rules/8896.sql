/*
severity: error
table: ssd_cin_assessments
sentence: A referral has more than one open assessment.
todo: Sign off or delete the assessment that is no longer worked.
source: Children in need census, rule 8896
*/
select
    cina_assessment_id as record_id,
    cina_person_id as person_id,
    'cina_assessment_auth_date' as column_name,
    cast(cina_assessment_auth_date as varchar) as value
from staged.ssd_cin_assessments
where cina_assessment_auth_date is null and cina_referral_id is not null
-- The same record in two rows is the matter of key_repeated.
qualify
    min(cina_assessment_id) over (partition by cina_referral_id, cina_person_id)
    <> max(cina_assessment_id) over (partition by cina_referral_id, cina_person_id)
