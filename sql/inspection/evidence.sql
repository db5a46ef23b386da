-- Every child, plan or event that an indicator counts or might have counted.
-- grain: an eligible row of an indicator, month and source
-- reads: staged.night, measured.evidence, carried.held_localities, carried.evidence
create or replace table inspection.evidence as
select
    night.run_id,
    night.as_at,
    evidence.period,
    evidence.indicator_id,
    evidence.source,
    evidence.locality,
    evidence.team,
    evidence.person_id,
    evidence.record_id,
    evidence.counts,
    evidence.days
from measured.evidence as evidence
cross join staged.night as night
where
    evidence.source = 'case_system'
    or evidence.locality not in (select held.locality from carried.held_localities as held)
union all
select
    night.run_id,
    stale.as_at,
    stale.period,
    stale.indicator_id,
    stale.source,
    stale.locality,
    stale.team,
    stale.person_id,
    stale.record_id,
    stale.counts,
    stale.days
from carried.evidence as stale
cross join staged.night as night
where stale.source <> 'case_system'
