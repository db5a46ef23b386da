/*
suite: workbooks
severity: error
table: figures
sentence: A percentage is below 0 or above 100.
todo: Correct the figure in this cell.
source: A percentage is a part of a whole
*/
select
    cast(null as varchar) as record_id,
    cast(null as varchar) as person_id,
    indicator_id as column_name,
    typed as value,
    locality,
    source_file,
    sheet,
    cell
from staged.figures
where starts_with(indicator_id, 'pct_') and (value < 0 or value > 100)
