-- The cells of every sheet delivered tonight that were left aside, by the rule that says so; of each sheet
-- they add up to what inspection.spreadsheet_coverage calls ignored.
-- grain: a sheet and a rule
-- reads: staged.night, staged.ignored_cells, history.returned_worklists
create or replace table inspection.ignored_cells as
with ignored as (
    select locality, source_file, sheet, rule, cells
    from staged.ignored_cells
    union all
    select
        locality,
        source_file,
        sheet,
        'no answer of a returned worklist' as rule,
        ignored as cells
    from history.returned_worklists
    where ignored > 0
)

select
    night.run_id,
    night.as_at,
    ignored.locality,
    ignored.source_file,
    ignored.sheet,
    ignored.rule,
    ignored.cells
from ignored
cross join staged.night as night
