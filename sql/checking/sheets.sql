-- The sheets of which a night would not understand something or would ask something, for `locality check`.
-- grain: a sheet
-- reads: staged.spreadsheet_coverage
create or replace table staged.checked_sheets as
select
    locality,
    source_file,
    sheet,
    status,
    not_understood,
    reason
from staged.spreadsheet_coverage
where not_understood > 0 or status in ('missing', 'held_back') or (status = 'read' and reason is not null)
order by locality, source_file, sheet
