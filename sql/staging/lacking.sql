-- What the extract lacks tonight: tables and columns that did not come, or of which too little can be read.
-- Whatever needs one of them is blank, and claims nothing.
-- grain: a table (column_name is null), or a column
-- reads: staged.staging_findings
create or replace table staged.lacking as
select
    record_table,
    case when rule_id not in ('table_missing', 'table_unreadable') then column_name end as column_name,
    message as said
from staged.staging_findings
where rule_id in ('table_missing', 'table_unreadable', 'column_missing', 'column_unreadable')
