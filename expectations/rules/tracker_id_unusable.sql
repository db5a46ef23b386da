/*
suite: workbooks
severity: error
table: tracker_rows
sentence: The cell for the child's number holds something that is no number.
todo: Enter the case system's number, or leave the cell empty.
source: A child is known by the case system's number
*/
select
    cast(null as varchar) as record_id,
    cast(null as varchar) as person_id,
    child.field as column_name,
    -- Such a cell may hold the child's name, so it is not shown.
    cast(null as varchar) as value,
    tracker_row.locality,
    tracker_row.source_file,
    tracker_row.sheet,
    child.cell
from staged.tracker_values as child
inner join staged.tracker_rows as tracker_row
    on child.tracker_row_id = tracker_row.tracker_row_id
where
    child.field = 'child_id'
    and (
        child.state in ('unreadable', 'ambiguous')
        or (child.state = 'read' and not regexp_matches(coalesce(child.text_value, ''), '[0-9]'))
    )
