-- The children behind the record steps of a bridge, in the order in which a page lists them.
-- grain: period, locality, team (or All), indicator, child (or row without one)
-- reads: inspection.gap_children
create or replace table pages.gap_children as
select
    period,
    locality,
    team,
    indicator_id,
    component,
    cause,
    person_id,
    discrepancy_id,
    source_file,
    sheet,
    cell
from inspection.gap_children
order by period, locality, team, indicator_id, component, cause, person_id, source_file, sheet, cell
