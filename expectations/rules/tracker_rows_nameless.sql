/*
suite: workbooks
severity: error
critical: true
table: tracker_lines
sentence: In a tracker, more than half of the rows have no child's number or name that can be read.
todo: Look whether columns were moved, renamed or emptied; correct the workbook or its layout.
source: Without number and name a row is nobody's
*/
with named as (
    select distinct tracker_row_id
    from staged.tracker_values
    where field in ('child_id', 'name', 'forename', 'surname') and state = 'read'
),

counted as (
    select
        line.locality,
        line.source_file,
        line.sheet,
        line.cell,
        named.tracker_row_id is null as is_nameless,
        count(*) over (partition by line.locality, line.source_file, line.sheet) as lines,
        count(named.tracker_row_id) over (partition by line.locality, line.source_file, line.sheet) as told
    from staged.tracker_lines as line
    left join named
        on line.tracker_row_id = named.tracker_row_id
)

select
    cast(null as varchar) as record_id,
    cast(null as varchar) as person_id,
    'name' as column_name,
    cast(null as varchar) as value,
    locality,
    source_file,
    sheet,
    cell
from counted
where is_nameless and told * 2 < lines
