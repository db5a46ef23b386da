/*
severity: query
table: ssd_cin_assessments
needs: [ssd_assessment_factors]
sentence: A completed assessment has no factor that is a code of the census.
todo: Enter the factors that the assessment found.
source: Children in need census, rule 8897Q; those signed off since the last census year began, on 1 April
# One factor of the list is enough, as the Department's words are; the county may keep factors of its own.
*/
with codes as (
    -- The census's list of factors.
    select '0*([1-6][a-c]|7a|8[b-f]|(9|1[0-7]|2[2-4])a|1[89][a-c]|20|21)' as code
),

patterns as (
    select
        -- One of a list, perhaps with its words behind it.
        '(^|[\[,;:])\s*("\s*' || code || '([^0-9a-z"][^"]*)?"|' || code || ')\s*($|[\],;}])' as listed,
        -- The name of an answer that is Yes.
        '"\s*' || code || '([^0-9a-z"][^"]*)?"\s*:\s*"?\s*(y|yes|t|true|1)\s*"?\s*($|[,}])' as answered
    from codes
),

written as (
    select
        cinf_assessment_id as assessment_id,
        lower(replace(cinf_assessment_factors_json, '''', '"')) as factors
    from staged.ssd_assessment_factors
),

factors as (
    select distinct written.assessment_id
    from written
    cross join patterns
    where
        regexp_matches(written.factors, patterns.listed)
        or regexp_matches(written.factors, patterns.answered)
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
