-- The sheets that hold something the layout does not explain, those read on a guess that somebody should
-- confirm, the files that no layout declares, and the returned worklists that could not be used wholly.
-- Whoever returns a worklist may give its file and sheets any name, a child's too: a page names its team.
-- grain: a sheet
-- reads: inspection.spreadsheet_coverage, history.returned_worklists
create or replace table pages.questions as
with coverage as (
    select locality, source_file, sheet, cells, used, ignored, not_understood, status, reason
    from inspection.spreadsheet_coverage
),

worklists as (
    select source_file, sheet, worklist
    from history.returned_worklists
)

select
    coverage.locality,
    coalesce(worklists.worklist, coverage.source_file) as source_file,
    case when worklists.worklist is null then coverage.sheet end as sheet,
    coverage.cells,
    coverage.used,
    coverage.ignored,
    coverage.not_understood,
    coverage.reason,
    worklists.worklist is not null as is_worklist
from coverage
left join worklists
    on coverage.source_file = worklists.source_file and coverage.sheet is not distinct from worklists.sheet
where
    coverage.not_understood > 0
    or coverage.status in ('not_declared', 'not_read')
    or (coverage.status = 'read' and coverage.reason is not null and worklists.worklist is null)
order by locality, source_file, sheet
