-- The claims that tonight's extract cannot bear out, since it lacks a table or column they rest on.
-- grain: a claim and a plan type
-- reads: reconciled.needed_columns, staged.lacking
create or replace table reconciled.unanswered_claims as
select distinct
    needed.claim,
    needed.plan_type
from reconciled.needed_columns as needed
inner join staged.lacking as lacking
    on
        needed.record_table = lacking.record_table
        and needed.column_name = coalesce(lacking.column_name, needed.column_name);
