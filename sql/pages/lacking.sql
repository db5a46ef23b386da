-- What the extract lacks tonight as a whole, so that what rests on it is blank, and what shows that it is of
-- another night.
-- grain: a table or column that did not come, or a sign of another night
-- reads: staged.staging_findings, staged.other_night
create or replace table pages.lacking as
select message as said
from staged.staging_findings
where rule_id in ('table_missing', 'table_unreadable', 'column_missing')
union all
select said
from staged.other_night
order by said
