/*
severity: query
table: ssd_cin_assessments
sentence: The only assessment found no factors, and the case was not closed as one without need.
todo: Check the factors and the reason for closing.
source: Children in need census, rule 8873Q
# A case that is still open has no reason yet; the Department's return would ask about it on 31 March.
*/
with codes as (
    select '21' as code
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

assessed as (
    select
        cina_referral_id as referral_id,
        min(cina_assessment_id) as assessment_id
    from staged.ssd_cin_assessments
    where cina_referral_id is not null
    group by cina_referral_id
    having count(distinct coalesce(cina_assessment_id, 'row ' || source_row)) = 1
)

select
    assessment.cina_assessment_id as record_id,
    assessment.cina_person_id as person_id,
    'cine_close_reason' as column_name,
    referral.cine_close_reason as value
from assessed
inner join staged.ssd_cin_assessments as assessment
    on assessed.assessment_id = assessment.cina_assessment_id
inner join written
    on assessed.assessment_id = written.assessment_id
inner join staged.ssd_cin_episodes as referral
    on assessed.referral_id = referral.cine_referral_id
cross join patterns
where
    assessment.cina_assessment_auth_date is not null
    and (
        regexp_matches(written.factors, patterns.listed)
        or regexp_matches(written.factors, patterns.answered)
    )
    and referral.cine_close_reason not in ('RC8', 'RC9')
