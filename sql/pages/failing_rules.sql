-- The rules that some row breaks.
-- grain: rule, locality (empty for the extract)
-- reads: published.validation_results
create or replace table pages.failing_rules as
select
    rule_id,
    severity,
    locality,
    checked,
    failed,
    passed
from published.validation_results
where failed > 0 or not passed
order by severity asc, failed desc, rule_id asc, locality asc
