-- What was refused tonight and why: a workbook or a declared sheet that is not there or cannot be read, a
-- critical rule that a locality breaks. Files that no layout declares and superseded ones refuse nothing.
-- grain: a workbook, a sheet, or a rule and locality
-- reads: staged.workbooks, staged.spreadsheet_coverage, validated.results
create or replace table carried.refusals as
select
    locality,
    source_file,
    cast(null as varchar) as sheet,
    coalesce(reason, status) as reason
from staged.workbooks
where status in ('held_back', 'missing')
union all
select
    sheets.locality,
    sheets.source_file,
    sheets.sheet,
    coalesce(sheets.reason, sheets.status) as reason
from staged.spreadsheet_coverage as sheets
inner join staged.workbooks as workbooks
    on sheets.locality = workbooks.locality and sheets.source_file = workbooks.source_file
where sheets.status in ('held_back', 'missing') and workbooks.status = 'read'
union all
select
    locality,
    cast(null as varchar) as source_file,
    cast(null as varchar) as sheet,
    'the critical rule ' || rule_id || ': '
    || coalesce(reason, 'fails in ' || failed || ' of ' || checked || ' rows') as reason
from validated.results
where critical and not passed and locality is not null
