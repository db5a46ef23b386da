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
    figure.indicator_id as column_name,
    figure.typed as value,
    figure.locality,
    figure.source_file,
    figure.sheet,
    figure.cell
from staged.figures as figure
where starts_with(figure.indicator_id, 'pct_') and (figure.value < 0 or figure.value > 100)
