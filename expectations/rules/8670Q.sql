/*
severity: query
table: ssd_cin_assessments
sentence: An assessment that began over 45 working days before the last census year ended is not signed off.
todo: Sign the assessment off, or be ready to explain it in the return.
source: Children in need census, rule 8670Q; as at the end of the last census year, 31 March
# Days after the start, as everywhere here; one that was signed off since is not asked about any more.
*/
select
    assessment.cina_assessment_id as record_id,
    assessment.cina_person_id as person_id,
    'cina_assessment_start_date' as column_name,
    cast(assessment.cina_assessment_start_date as varchar) as value
from staged.ssd_cin_assessments as assessment
cross join validated.census_year as census_year
inner join staged.calendar as year_end
    on census_year.last_day = year_end.day
left join staged.calendar as began
    on assessment.cina_assessment_start_date = began.day
where
    assessment.cina_assessment_auth_date is null
    and assessment.cina_assessment_start_date < census_year.last_day
    -- An assessment begun before the calendar does is older than any time allowed.
    and coalesce(year_end.working_days - began.working_days > 45, true)
