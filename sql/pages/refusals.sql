-- The workbooks that could not be used, and why.
-- grain: a workbook, or a sheet
-- reads: inspection.spreadsheet_coverage, published.source_freshness
create or replace temp table page_refusals as
select
    coverage.locality,
    coverage.source_file,
    coverage.sheet,
    coverage.status,
    coverage.reason
from inspection.spreadsheet_coverage as coverage
where coverage.status in ('held_back', 'missing', 'refused', 'unreadable')
order by coverage.locality, coverage.source_file, coverage.sheet
