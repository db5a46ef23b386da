-- What a night would take from each workbook, for `locality check`.
-- grain: a workbook
-- reads: staged.workbooks, staged.tracker_rows, staged.figures, staged.spreadsheet_coverage
create or replace table staged.checked_workbooks as
with
workbooks as (select * from staged.workbooks),
tracker_rows as (select * from staged.tracker_rows),
figures as (select * from staged.figures),
coverage as (select * from staged.spreadsheet_coverage),

children as (
    select
        locality,
        source_file,
        count(*) as children
    from tracker_rows
    group by locality, source_file
),

typed as (
    select
        locality,
        source_file,
        count(*) as figures
    from figures
    group by locality, source_file
),

cells as (
    select
        locality,
        source_file,
        sum(cells) as cells,
        sum(not_understood) as not_understood
    from coverage
    group by locality, source_file
)

select
    workbooks.locality,
    workbooks.source_file,
    workbooks.status,
    workbooks.describes,
    workbooks.reason,
    coalesce(children.children, 0) as children,
    coalesce(typed.figures, 0) as figures,
    cast(coalesce(cells.cells, 0) as bigint) as cells,
    cast(coalesce(cells.not_understood, 0) as bigint) as not_understood
from workbooks
left join children
    on workbooks.locality = children.locality and workbooks.source_file = children.source_file
left join typed
    on workbooks.locality = typed.locality and workbooks.source_file = typed.source_file
left join cells
    on workbooks.locality = cells.locality and workbooks.source_file = cells.source_file
order by workbooks.locality, workbooks.source_file
