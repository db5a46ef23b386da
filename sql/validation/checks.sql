-- What Dagster shows as checks: the contract of each table taken together, each rule over all localities.
-- Every rule of a contract looks at the same rows, which are counted once.
-- grain: a check (the table's name for a contract, the rule's id for a rule or a finding of staging)
-- reads: validated.results
create or replace table validated.checks as
with
results as (select * from validated.results),

named as (
    select
        case
            when suite in ('staging', 'practice', 'workbooks', 'release') then rule_id
            else suite
        end as check_id,
        rule_id,
        passed,
        severity,
        checked,
        failed,
        reason
    from results
),

by_rule as (
    select
        check_id,
        rule_id,
        bool_and(passed) as passed,
        coalesce(min(severity) filter (where not passed), min(severity)) as severity,
        sum(checked) as checked,
        sum(failed) as failed,
        min(reason) as reason
    from named
    group by check_id, rule_id
)

select
    check_id,
    bool_and(passed) as passed,
    coalesce(min(severity) filter (where not passed), min(severity)) as severity,
    cast(max(checked) as bigint) as checked,
    cast(sum(failed) as bigint) as failed,
    min(reason) as reason
from by_rule
group by check_id
