/*
severity: query
table: ssd_cin_assessments
needs: [ssd_assessment_factors]
sentence: A completed assessment has no factors.
todo: Enter the factors that the assessment found.
source: Children in need census, rule 8897Q; since the last census year began, on 1 April
*/
with factors as (
    select distinct cinf_assessment_id as assessment_id
    from staged.ssd_assessment_factors
    -- Whether it is a list or an object with a Yes for each: a factor is a number and perhaps a letter.
    where regexp_matches(cinf_assessment_factors_json, '"[0-9]+[A-Z]?"')
)

select
    assessment.cina_assessment_id as record_id,
    assessment.cina_person_id as person_id,
    'cinf_assessment_factors_json' as column_name,
    cast(null as varchar) as value
from staged.ssd_cin_assessments as assessment
cross join validated.census_year as census_year
left join factors
    on assessment.cina_assessment_id = factors.assessment_id
where assessment.cina_assessment_auth_date >= census_year.first_day and factors.assessment_id is null
