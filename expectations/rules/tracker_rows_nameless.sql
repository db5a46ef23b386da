/*
suite: workbooks
severity: error
critical: true
table: tracker_rows
sentence: More than half of the locality's tracker rows have no child's number or name that can be read.
todo: Look whether columns were moved or renamed; correct the workbook or its layout.
source: Without number and name a row is nobody's
*/
with named as (
    select distinct tracker_row_id
    from staged.tracker_values
    where field in ('child_id', 'name', 'forename', 'surname') and state = 'read'
),

counted as (
    select
        tracker_row.locality,
        tracker_row.source_file,
        tracker_row.sheet,
        tracker_row.cell,
        named.tracker_row_id is null as is_nameless,
        count(*) over (partition by tracker_row.locality) as tracker_rows,
        count(named.tracker_row_id) over (partition by tracker_row.locality) as told
    from staged.tracker_rows as tracker_row
    left join named
        on tracker_row.tracker_row_id = named.tracker_row_id
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
where is_nameless and told * 2 < tracker_rows
