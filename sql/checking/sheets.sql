-- The sheets of which a night would not understand something, for `locality check`.
-- grain: a sheet
-- reads: staged.spreadsheet_coverage
create or replace table staged.checked_sheets as
select
    locality,
    source_file,
    sheet,
    not_understood,
    reason
from staged.spreadsheet_coverage
where not_understood > 0 or status in ('missing', 'held_back')
order by locality, source_file, sheet
