-- What was refused tonight and why: a workbook that is not there or cannot be used, a critical rule that a
-- locality breaks.
-- grain: a workbook, or a rule and locality
-- reads: staged.workbooks, validated.results
create or replace table carried.refusals as
select
    locality,
    source_file,
    coalesce(reason, status) as reason
from staged.workbooks
where status <> 'read'
union all
select
    locality,
    cast(null as varchar) as source_file,
    'the critical rule ' || rule_id || ' fails in ' || failed || ' of ' || checked || ' rows' as reason
from validated.results
where critical and not passed and locality is not null
