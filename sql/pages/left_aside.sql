-- What was left aside of each workbook, by rule. Of a returned worklist, whose file may have any name,
-- a child's too, nothing is shown.
-- grain: a sheet and a rule
-- reads: inspection.ignored_cells, history.returned_worklists
create or replace table pages.left_aside as
with ignored as (
    select locality, source_file, sheet, rule, cells
    from inspection.ignored_cells
),

worklists as (
    select distinct source_file
    from history.returned_worklists
)

select
    ignored.locality,
    ignored.source_file,
    ignored.sheet,
    ignored.rule,
    ignored.cells
from ignored
left join worklists on ignored.source_file = worklists.source_file
where worklists.source_file is null
order by ignored.locality, ignored.source_file, ignored.sheet, ignored.rule
