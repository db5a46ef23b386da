-- What was read of every sheet delivered tonight, returned worklists among them, and every workbook that was
-- refused or did not come. A row that several children fit equally well, or that says too little, is asked
-- about.
-- grain: a sheet, or a workbook
-- reads: staged.night, staged.spreadsheet_coverage, staged.workbooks, staged.tracker_rows,
--        reconciled.matches, reconciled.match_candidates, history.returned_worklists
create or replace table inspection.spreadsheet_coverage as
with
unclear_rows as (
    select distinct
        matches.tracker_row_id,
        case
            when candidates.is_asked
                then
                    'number, name and date of birth do not say together which child the row is, so it is '
                    || 'nobody''s: complete them beside '
            else
                'several children fit the row equally well, so it is nobody''s: enter the child''s number '
                || 'beside '
        end as question
    from reconciled.matches as matches
    inner join reconciled.match_candidates as candidates
        on matches.tracker_row_id = candidates.tracker_row_id
    where matches.match_method = 'ambiguous'
),

questions as (
    select
        tracker_rows.locality,
        tracker_rows.source_file,
        coalesce(tracker_rows.sheet, '') as sheet,
        unclear_rows.question
        || string_agg(tracker_rows.cell, ', ' order by tracker_rows.tracker_row_id) as question
    from staged.tracker_rows as tracker_rows
    inner join unclear_rows
        on tracker_rows.tracker_row_id = unclear_rows.tracker_row_id
    group by
        tracker_rows.locality,
        tracker_rows.source_file,
        coalesce(tracker_rows.sheet, ''),
        unclear_rows.question
),

sheet_questions as (
    select
        locality,
        source_file,
        sheet,
        string_agg(question, '; ' order by question) as question
    from questions
    group by locality, source_file, sheet
),

coverage as (
    select
        sheets.locality,
        sheets.source_file,
        sheets.sheet,
        sheets.cells,
        sheets.used,
        sheets.ignored,
        sheets.not_understood,
        sheets.status,
        nullif(concat_ws('; ', sheets.reason, sheet_questions.question), '') as reason
    from staged.spreadsheet_coverage as sheets
    left join sheet_questions
        on
            sheets.locality = sheet_questions.locality
            and sheets.source_file = sheet_questions.source_file
            and coalesce(sheets.sheet, '') = sheet_questions.sheet
            and sheets.status = 'read'
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
