-- Each rule by locality: how many rows were judged, how many break it. A rule of the extract is split by the
-- locality of the children's allocated teams; what is of no known locality, or only holds of the county,
-- has none, so that the rows of a rule add up to the county. A held back locality keeps what fails
-- tonight, which may be why it is held back; the other rules of its workbooks keep their last result.
-- grain: rule, suite, locality
-- reads: staged.night, validated.results, validated.checked_rows, validated.failures, carried.stale_results
create or replace table published.validation_results as
with night as (
    select run_id, as_at
    from staged.night
),

results as (
    select
        rule_id,
        suite,
        severity,
        record_table,
        locality,
        checked,
        failed,
        passed,
        reason
    from validated.results
),

counted_tables as (
    select distinct record_table
    from validated.checked_rows
),

of_the_extract as (
    select
        results.rule_id,
        results.suite,
        results.severity,
        results.record_table
    from results
    inner join counted_tables on results.record_table = counted_tables.record_table
    where results.reason is null and results.suite not in ('staging', 'workbooks', 'release')
),

counted as (
    select
        of_the_extract.rule_id,
        of_the_extract.suite,
        checked_rows.locality,
        checked_rows.checked,
        0 as failed
    from of_the_extract
    inner join validated.checked_rows as checked_rows
        on of_the_extract.record_table = checked_rows.record_table
    union all
    -- A rule of practice may fail in rows of several tables; a contract's rule is of one.
    select
        of_the_extract.rule_id,
        of_the_extract.suite,
        failures.locality,
        0 as checked,
        1 as failed
    from of_the_extract
    inner join validated.failures as failures
        on
            of_the_extract.rule_id = failures.rule_id
            and (of_the_extract.suite = 'practice' or of_the_extract.suite = failures.record_table)
),

by_locality as (
    select
        rule_id,
        suite,
        locality,
        cast(sum(checked) as bigint) as checked,
        cast(sum(failed) as bigint) as failed
    from counted
    group by rule_id, suite, locality
    qualify
        locality is not null
        or sum(checked) > 0
        or sum(failed) > 0
        or count(*) over (partition by rule_id, suite) = 1
),

split as (
    select
        of_the_extract.rule_id,
        of_the_extract.suite,
        of_the_extract.severity,
        by_locality.locality,
        by_locality.checked,
        by_locality.failed,
        by_locality.failed = 0 as passed,
        cast(null as varchar) as reason
    from of_the_extract
    inner join by_locality
        on of_the_extract.rule_id = by_locality.rule_id and of_the_extract.suite = by_locality.suite
    union all
    select
        results.rule_id,
        results.suite,
        results.severity,
        results.locality,
        results.checked,
        results.failed,
        results.passed,
        results.reason
    from results
    left join of_the_extract
        on results.rule_id = of_the_extract.rule_id and results.suite = of_the_extract.suite
    where of_the_extract.rule_id is null
),

stale as (
    select as_at, rule_id, suite, severity, locality, checked, failed, passed, reason
    from carried.stale_results
),

tonight as (
    select
        night.as_at,
        split.rule_id,
        split.suite,
        split.severity,
        split.locality,
        split.checked,
        split.failed,
        split.passed,
        split.reason
    from split
    cross join night
    left join stale
        on
            split.rule_id = stale.rule_id
            and split.suite = stale.suite
            and split.locality = stale.locality
    where stale.rule_id is null
),

both_nights as (
    select as_at, rule_id, suite, severity, locality, checked, failed, passed, reason
    from tonight
    union all
    select as_at, rule_id, suite, severity, locality, checked, failed, passed, reason
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
    both_nights.passed,
    both_nights.reason
from both_nights
cross join night
