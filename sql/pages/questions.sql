-- The sheets that hold something the layout does not explain.
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
where not_understood > 0
order by locality, source_file, sheet
