-- The rows that break a rule as an officer reads them, those that matter most first.
-- grain: a failure
-- reads: inspection.validation_failures
create or replace table pages.failures as
select
    locality,
    failure_id,
    rule_id,
    severity,
    record_table,
    record_id,
    person_id,
    column_name,
    value,
    source_file,
    sheet,
    cell,
    nights_open,
    row_number() over (
        partition by locality
        order by source_file nulls last, sheet, record_table, record_id, column_name, rule_id, failure_id
    ) as place
from inspection.validation_failures
order by
    locality asc,
    case severity when 'error' then 1 when 'query' then 2 else 3 end asc,
    rule_id asc,
    nights_open desc,
    record_table asc,
    record_id asc,
    failure_id asc
