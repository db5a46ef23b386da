/*
severity: error
table: ssd_cin_assessments
sentence: An assessment was signed off before it began.
todo: Correct the start or the sign-off date.
source: Children in need census, rule 8608
*/
select
    cina_assessment_id as record_id,
    cina_person_id as person_id,
    'cina_assessment_auth_date' as column_name,
    cast(cina_assessment_auth_date as varchar) as value
from staged.ssd_cin_assessments
where cina_assessment_auth_date < cina_assessment_start_date
