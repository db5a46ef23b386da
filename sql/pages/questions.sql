-- The sheets that hold something the layout does not explain, and the files that no layout declares.
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
where not_understood > 0 or status = 'not_declared'
order by locality, source_file, sheet
