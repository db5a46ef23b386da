/*
suite: workbooks
severity: error
table: tracker_rows
sentence: Two rows of the locality's trackers have the same child's number, or name and date of birth.
todo: Delete the row that is left over, or correct the number if the rows are of two children.
source: A child has one open plan and stands on a tracker once
*/
with readable as (
    select
        tracker_row_id,
        field,
        cell,
        text_value,
        date_value
    from staged.tracker_values
    where state = 'read' and field in ('child_id', 'name', 'dob')
),

children as (
    select
        tracker_row.tracker_row_id,
        tracker_row.locality,
        tracker_row.source_file,
        tracker_row.sheet,
        child.text_value as child_id,
        coalesce(child.cell, tracker_row.cell) as cell,
        lower(name_.text_value) as name,
        birth.date_value as dob
    from staged.tracker_rows as tracker_row
    left join readable as child
        on tracker_row.tracker_row_id = child.tracker_row_id and child.field = 'child_id'
    left join readable as name_
        on tracker_row.tracker_row_id = name_.tracker_row_id and name_.field = 'name'
    left join readable as birth
        on tracker_row.tracker_row_id = birth.tracker_row_id and birth.field = 'dob'
)

select
    child_id as record_id,
    cast(null as varchar) as person_id,
    'child_id' as column_name,
    child_id as value,
    locality,
    source_file,
    sheet,
    cell
from children
qualify
    (child_id is not null and count(*) over (partition by locality, child_id) > 1)
    or (name is not null and dob is not null and count(*) over (partition by locality, name, dob) > 1)
