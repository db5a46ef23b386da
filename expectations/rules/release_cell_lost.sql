/*
suite: release
severity: error
table: inspection.spreadsheet_coverage
sentence: Cells of a sheet are not accounted for as used, ignored or not understood.
todo: Tell the data analyst which workbook it is.
source: Nothing is dropped in silence
*/
select
    concat_ws('!', source_file, sheet) as record_id,
    cast(null as varchar) as person_id,
    'cells' as column_name,
    cells || ' cells, ' || (used + ignored + not_understood) || ' accounted for' as value,
    locality
from inspection.spreadsheet_coverage
where cells <> used + ignored + not_understood
