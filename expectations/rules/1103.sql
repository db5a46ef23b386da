/*
severity: error
table: ssd_cin_assessments
sentence: An assessment began before the referral it belongs to.
todo: Look up both dates and correct the wrong one, or move the assessment to the right referral.
source: Children in need census, rule 1103
*/
select
    assessment.cina_assessment_id as record_id,
    assessment.cina_person_id as person_id,
    'cina_assessment_start_date' as column_name,
    cast(assessment.cina_assessment_start_date as varchar) as value
from staged.ssd_cin_assessments as assessment
inner join staged.ssd_cin_episodes as referral
    on assessment.cina_referral_id = referral.cine_referral_id
where assessment.cina_assessment_start_date < referral.cine_referral_date
