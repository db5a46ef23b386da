/*
severity: query
table: ssd_cin_assessments
sentence: The only assessment found no factors, and the case was not closed as one without need.
todo: Check the factors and the reason for closing.
source: Children in need census, rule 8873Q
*/
with assessed as (
    select
        cina_referral_id as referral_id,
        min(cina_assessment_id) as assessment_id
    from staged.ssd_cin_assessments
    where cina_referral_id is not null
    group by cina_referral_id
    having min(cina_assessment_id) = max(cina_assessment_id)
)

select
    assessment.cina_assessment_id as record_id,
    assessment.cina_person_id as person_id,
    'cine_close_reason' as column_name,
    referral.cine_close_reason as value
from assessed
inner join staged.ssd_cin_assessments as assessment
    on assessed.assessment_id = assessment.cina_assessment_id
inner join staged.ssd_assessment_factors as factors
    on assessed.assessment_id = factors.cinf_assessment_id
inner join staged.ssd_cin_episodes as referral
    on assessed.referral_id = referral.cine_referral_id
where
    assessment.cina_assessment_auth_date is not null
    -- In a list, or in an object with a Yes.
    and regexp_matches(factors.cinf_assessment_factors_json, '"21"\s*(,|\]|:\s*"[Yy])')
    and referral.cine_close_reason not in ('RC8', 'RC9')
