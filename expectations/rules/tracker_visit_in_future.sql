/*
suite: workbooks
severity: error
table: tracker_rows
sentence: The tracker has a visit that lies in the future.
todo: Correct the date in this cell; day and month may be swapped, or the year wrong.
source: A visit is entered after it was made
*/
select
    child.text_value as record_id,
    cast(null as varchar) as person_id,
    visit.field as column_name,
    visit.typed as value,
    tracker_row.locality,
    tracker_row.source_file,
    tracker_row.sheet,
    visit.cell
from staged.tracker_values as visit
inner join staged.tracker_rows as tracker_row
    on visit.tracker_row_id = tracker_row.tracker_row_id
cross join staged.night as night
left join staged.tracker_values as child
    on visit.tracker_row_id = child.tracker_row_id and child.field = 'child_id' and child.state = 'read'
where visit.field in ('last_visit', 'earlier_visit') and visit.date_value > night.as_at
