/*
suite: workbooks
severity: error
table: tracker_rows
sentence: Two rows of the locality's trackers have the same child's number.
todo: Delete the row that is left over, or correct the number if the rows are of two children.
source: A child has one open plan and stands on a tracker once
*/
select
    child.text_value as record_id,
    cast(null as varchar) as person_id,
    child.field as column_name,
    child.text_value as value,
    tracker_row.locality,
    tracker_row.source_file,
    tracker_row.sheet,
    child.cell
from staged.tracker_values as child
inner join staged.tracker_rows as tracker_row
    on child.tracker_row_id = tracker_row.tracker_row_id
where child.field = 'child_id' and child.state = 'read' and child.text_value is not null
qualify count(*) over (partition by tracker_row.locality, child.text_value) > 1
