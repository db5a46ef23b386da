-- The sheets that hold something the layout does not explain, those read on a guess that somebody should
-- confirm, the files that no layout declares, and the returned worklists that could not be used.
-- grain: a sheet
-- reads: inspection.spreadsheet_coverage
create or replace table pages.questions as
select
    locality,
    source_file,
    sheet,
    cells,
    used,
    ignored,
    not_understood,
    reason
from inspection.spreadsheet_coverage
where not_understood > 0 or status in ('not_declared', 'not_read') or (status = 'read' and reason is not null)
order by locality, source_file, sheet
