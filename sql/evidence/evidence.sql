-- The evidence of every indicator, of the case system and of the managers' trackers; every value is a count
-- of these rows. `counts` is null where the record cannot say (a blank is never a No).
-- grain: an eligible child, plan, event or tracker row, a month, an indicator and a source
-- reads: measured.system_evidence, measured.tracker_evidence
create or replace table measured.evidence as
select
    source,
    period,
    indicator_id,
    locality,
    team,
    person_id,
    record_id,
    counts,
    days
from measured.system_evidence
union all
select
    source,
    period,
    indicator_id,
    locality,
    team,
    person_id,
    record_id,
    counts,
    days
from measured.tracker_evidence
