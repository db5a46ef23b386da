-- What Dagster shows as checks: the contract of each table taken together, each rule over all localities.
-- grain: a check (the table's name for a contract, the rule's id for a rule)
-- reads: validated.results
create or replace table validated.checks as
with
results as (select * from validated.results),

named as (
    select
        case when suite in ('practice', 'workbooks', 'release') then rule_id else suite end as check_id,
        passed,
        severity,
        failed,
        reason
    from results
)

select
    check_id,
    bool_and(passed) as passed,
    coalesce(min(severity) filter (where not passed), min(severity)) as severity,
    cast(coalesce(sum(failed), 0) as bigint) as failed,
    min(reason) as reason
from named
group by check_id
