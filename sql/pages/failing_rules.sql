-- The rules that some row breaks, and those that could not be judged.
-- grain: rule, suite, locality (empty for what is of no known locality)
-- reads: published.validation_results
create or replace table pages.failing_rules as
select
    rule_id,
    suite,
    severity,
    locality,
    checked,
    failed,
    passed,
    reason
from published.validation_results
where failed > 0 or not passed
order by severity asc, failed desc, rule_id asc, locality asc, suite asc
