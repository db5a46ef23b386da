-- The figures that differ, the largest gap first. A gap is measured against the larger of the two values, so
-- that a system value near nought cannot make it endless, and against ten at least, so that one child too
-- many in a count of one does not stand before a hundred in a count of three hundred.
-- grain: period, locality, team, indicator
-- reads: published.reconciled_performance, published.indicator_definitions
create or replace table pages.gaps as
select
    performance.period,
    performance.locality,
    performance.team,
    performance.indicator_id,
    coalesce(definitions.name, performance.indicator_id) as indicator,
    definitions.unit,
    performance.spreadsheet_value,
    performance.tracker_value,
    performance.system_value,
    performance.difference,
    performance.cause,
    performance.source_file,
    performance.sheet,
    performance.cell,
    abs(performance.difference)
    / greatest(abs(performance.spreadsheet_value), abs(performance.system_value), 10) as relative_gap
from published.reconciled_performance as performance
left join published.indicator_definitions as definitions on performance.indicator_id = definitions.id
where performance.status = 'differs'
order by
    abs(performance.difference)
    / greatest(abs(performance.spreadsheet_value), abs(performance.system_value), 10) desc,
    performance.period desc,
    performance.locality asc,
    performance.team asc,
    performance.indicator_id asc
