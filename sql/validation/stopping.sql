-- The critical rules that the extract or the release breaks: with them the night would mean nothing.
-- grain: a rule and a suite
-- reads: validated.results
create or replace table validated.stopping as
select
    rule_id,
    suite,
    failed,
    reason
from validated.results
where critical and locality is null and not passed
order by suite, rule_id
