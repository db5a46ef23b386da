-- What was read of every sheet delivered tonight, returned worklists among them, and every workbook that was
-- refused or did not come.
-- grain: a sheet, or a workbook
-- reads: staged.night, staged.spreadsheet_coverage, staged.workbooks, history.returned_worklists
create or replace table inspection.spreadsheet_coverage as
with coverage as (
    select locality, source_file, sheet, cells, used, ignored, not_understood, status, reason
    from staged.spreadsheet_coverage
),

unread as (
    select
        workbooks.locality,
        workbooks.source_file,
        cast(null as varchar) as sheet,
        cast(0 as bigint) as cells,
        cast(0 as bigint) as used,
        cast(0 as bigint) as ignored,
        cast(0 as bigint) as not_understood,
        workbooks.status,
        workbooks.reason
    from staged.workbooks as workbooks
    left join coverage
        on workbooks.locality = coverage.locality and workbooks.source_file = coverage.source_file
    where workbooks.status <> 'read' and coverage.source_file is null
),

sheets as (
    select locality, source_file, sheet, cells, used, ignored, not_understood, status, reason
    from coverage
    union all
    select locality, source_file, sheet, cells, used, ignored, not_understood, status, reason
    from unread
    union all
    select locality, source_file, sheet, cells, used, ignored, not_understood, status, reason
    from history.returned_worklists
)

select
    night.run_id,
    night.as_at,
    sheets.locality,
    sheets.source_file,
    sheets.sheet,
    sheets.cells,
    sheets.used,
    sheets.ignored,
    sheets.not_understood,
    sheets.status,
    sheets.reason
from sheets
cross join staged.night as night
