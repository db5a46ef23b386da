-- What does not fit in the extract, each fault once with how often, for `locality check`.
-- grain: a fault of a table or column
-- reads: staged.staging_findings
create or replace table staged.checked_findings as
select
    severity,
    record_table,
    min(message) as message,
    count(*) as times
from staged.staging_findings
group by severity, record_table, rule_id, column_name
order by
    case severity when 'error' then 1 when 'query' then 2 else 3 end,
    record_table,
    message
