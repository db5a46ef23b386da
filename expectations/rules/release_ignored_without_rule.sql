/*
suite: release
severity: error
table: inspection.ignored_cells
sentence: The cells of a sheet ignored by each rule do not add up to those it has ignored.
todo: Tell the data analyst which workbook it is.
source: Nothing is dropped in silence
*/
with by_rule as (
    select
        source_file,
        coalesce(sheet, '') as sheet,
        max(locality) as locality,
        sum(cells) as cells
    from inspection.ignored_cells
    group by source_file, coalesce(sheet, '')
),

coverage as (
    select
        source_file,
        coalesce(sheet, '') as sheet,
        max(locality) as locality,
        sum(ignored) as cells
    from inspection.spreadsheet_coverage
    group by source_file, coalesce(sheet, '')
)

select
    concat_ws(
        '!', coalesce(coverage.source_file, by_rule.source_file), coalesce(coverage.sheet, by_rule.sheet)
    ) as record_id,
    cast(null as varchar) as person_id,
    'cells' as column_name,
    coalesce(coverage.cells, 0) || ' ignored, ' || coalesce(by_rule.cells, 0) || ' by a rule' as value,
    coalesce(coverage.locality, by_rule.locality) as locality
from coverage
full outer join by_rule on coverage.source_file = by_rule.source_file and coverage.sheet = by_rule.sheet
where coalesce(coverage.cells, 0) <> coalesce(by_rule.cells, 0)
