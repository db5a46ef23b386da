/*
severity: error
table: ssd_cin_assessments
sentence: An assessment is still open after more working days than it may take.
todo: Finish the assessment and sign it off.
source: Working Together; days allowed are assessment_working_days of county.yaml (45)
*/
select
    assessment.cina_assessment_id as record_id,
    assessment.cina_person_id as person_id,
    'cina_assessment_start_date' as column_name,
    cast(assessment.cina_assessment_start_date as varchar) as value
from staged.ssd_cin_assessments as assessment
cross join staged.night as night
inner join staged.calendar as tonight
    on night.as_at = tonight.day
left join staged.calendar as began
    on assessment.cina_assessment_start_date = began.day
where
    -- An assessment with a sign-off dated after the night is not signed off yet.
    coalesce(assessment.cina_assessment_auth_date > night.as_at, true)
    and assessment.cina_assessment_start_date is not null
    -- An assessment begun before the calendar does is older than any time allowed.
    and coalesce(tonight.working_days - began.working_days > night.assessment_working_days, true)
