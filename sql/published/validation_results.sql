-- Each rule by locality: how many rows were judged, how many break it. A held back locality keeps what fails
-- tonight, which may be why it is held back; its other rules keep their last result.
-- grain: rule, locality (empty for the extract)
-- reads: staged.night, validated.results, carried.validation_results
create or replace table published.validation_results as
with night as (
    select run_id, as_at
    from staged.night
),

stale as (
    select
        earlier.as_at,
        earlier.rule_id,
        earlier.suite,
        earlier.severity,
        earlier.locality,
        earlier.checked,
        earlier.failed,
        earlier.passed
    from carried.validation_results as earlier
    left join validated.results as results
        on
            earlier.rule_id = results.rule_id
            and earlier.locality = results.locality
            and not results.passed
    where results.rule_id is null
),

tonight as (
    select
        night.as_at,
        results.rule_id,
        results.suite,
        results.severity,
        results.locality,
        results.checked,
        results.failed,
        results.passed
    from validated.results as results
    cross join night
    left join stale on results.rule_id = stale.rule_id and results.locality = stale.locality
    where stale.rule_id is null
),

both_nights as (
    select as_at, rule_id, suite, severity, locality, checked, failed, passed
    from tonight
    union all
    select as_at, rule_id, suite, severity, locality, checked, failed, passed
    from stale
)

select
    night.run_id,
    both_nights.as_at,
    both_nights.rule_id,
    both_nights.suite,
    both_nights.severity,
    both_nights.locality,
    both_nights.checked,
    both_nights.failed,
    both_nights.passed
from both_nights
cross join night
