-- What an earlier night said of a held back locality's workbooks and still stands. What fails tonight takes
-- its place: it may be why the locality is held back. The extract's own rules were judged tonight.
-- grain: rule, locality
-- reads: validated.results, carried.validation_results
create or replace table carried.stale_results as
select
    earlier.as_at,
    earlier.rule_id,
    earlier.suite,
    earlier.severity,
    earlier.locality,
    earlier.checked,
    earlier.failed,
    earlier.passed,
    earlier.reason
from carried.validation_results as earlier
left join validated.results as results
    on
        earlier.rule_id = results.rule_id
        and earlier.locality = results.locality
        and not results.passed
where earlier.suite = 'workbooks' and results.rule_id is null
