/*
severity: error
table: ssd_cin_assessments
sentence: The case is closed and an assessment of it is still open.
todo: Sign the assessment off, or reopen the case.
source: Children in need census, rule 8867
*/
select
    assessment.cina_assessment_id as record_id,
    assessment.cina_person_id as person_id,
    'cina_assessment_auth_date' as column_name,
    cast(assessment.cina_assessment_auth_date as varchar) as value
from staged.ssd_cin_assessments as assessment
inner join staged.ssd_cin_episodes as referral
    on assessment.cina_referral_id = referral.cine_referral_id
where referral.cine_close_date is not null and assessment.cina_assessment_auth_date is null
