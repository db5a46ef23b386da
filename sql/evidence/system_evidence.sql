-- The case system's evidence of every indicator that the extract can answer. A team the county does not
-- declare, or none, is shown under the locality 'Not known': seen, and in nobody's figures.
-- grain: an eligible child, plan or event, a month and an indicator
-- reads: measured.evidence_plans, measured.evidence_cp_visits, measured.evidence_supervisions,
-- reads: measured.evidence_assessments, measured.evidence_conferences, measured.evidence_reviews,
-- reads: measured.evidence_caseloads, measured.evidence_referrals,
-- reads: measured.unavailable_indicators, staged.teams
create or replace table measured.system_evidence as
with evidence as (
    select * from measured.evidence_plans
    union all
    select * from measured.evidence_cp_visits
    union all
    select * from measured.evidence_supervisions
    union all
    select * from measured.evidence_assessments
    union all
    select * from measured.evidence_conferences
    union all
    select * from measured.evidence_reviews
    union all
    select * from measured.evidence_caseloads
    union all
    select * from measured.evidence_referrals
)

select
    'case_system' as source,
    evidence.period,
    evidence.indicator_id,
    coalesce(teams.locality, 'Not known') as locality,
    evidence.team,
    evidence.person_id,
    evidence.record_id,
    evidence.counts,
    evidence.days
from evidence
left join staged.teams as teams
    on evidence.team = teams.team
left join measured.unavailable_indicators as unavailable
    on evidence.indicator_id = unavailable.indicator_id
where unavailable.indicator_id is null
