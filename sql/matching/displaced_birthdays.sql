-- Rows that show the birthday of the child named in the row above or below, which itself shows another: two
-- birthdays have changed places, or the column has slid by a row.
-- grain: a tracker row
-- reads: staged.tracker_rows, reconciled.row_keys, reconciled.person_keys, reconciled.person_names
create or replace table reconciled.displaced_birthdays as
with
placed as (
    select
        tracker_rows.tracker_row_id,
        tracker_rows.source_file,
        tracker_rows.sheet,
        tracker_rows.row_number,
        row_keys.dob,
        row_keys.name_key
    from staged.tracker_rows as tracker_rows
    inner join reconciled.row_keys as row_keys
        on tracker_rows.tracker_row_id = row_keys.tracker_row_id
    where row_keys.dob is not null and row_keys.name_key <> ''
)

select distinct placed.tracker_row_id
from placed
cross join (values (-1), (1)) as steps (step)
inner join placed as beside
    on
        placed.source_file = beside.source_file
        and placed.sheet = beside.sheet
        and placed.row_number + steps.step = beside.row_number
        and placed.dob <> beside.dob
inner join reconciled.person_names as names
    on beside.name_key = names.name_key
inner join reconciled.person_keys as persons
    on
        names.person_id = persons.person_id
        and placed.dob = persons.dob
where names.form in ('same', 'turned');
