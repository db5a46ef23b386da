-- The sheets that hold something the layout does not explain, those read on a guess that somebody should
-- confirm, and the files that no layout declares.
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
where not_understood > 0 or status = 'not_declared' or (status = 'read' and reason is not null)
order by locality, source_file, sheet
