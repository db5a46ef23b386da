/*
suite: workbooks
severity: query
table: tracker_rows
sentence: The tracker has a date of birth after the day the plan began.
todo: Check both dates in this row; only a child who was unborn when the plan began can have this.
source: A plan is for a child, who is rarely unborn
*/
select
    child.text_value as record_id,
    cast(null as varchar) as person_id,
    birth.field as column_name,
    cast(null as varchar) as value,
    tracker_row.locality,
    tracker_row.source_file,
    tracker_row.sheet,
    birth.cell
from staged.tracker_values as birth
inner join staged.tracker_values as plan
    on birth.tracker_row_id = plan.tracker_row_id and plan.field = 'plan_start'
inner join staged.tracker_rows as tracker_row
    on birth.tracker_row_id = tracker_row.tracker_row_id
left join staged.tracker_values as child
    on birth.tracker_row_id = child.tracker_row_id and child.field = 'child_id' and child.state = 'read'
where birth.field = 'dob' and birth.date_value > plan.date_value
