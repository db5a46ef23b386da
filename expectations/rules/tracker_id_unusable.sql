/*
suite: workbooks
severity: error
table: tracker_rows
sentence: The cell for the child's number holds something that is no number.
todo: Enter the case system's number, or leave the cell empty.
source: A child is known by the case system's number
*/
with
known_numbers as (
    select ltrim(regexp_extract(pers_person_id, '[0-9]+'), '0') as digits
    from staged.ssd_person
    union all
    select ltrim(regexp_extract(pers_legacy_id, '[0-9]+'), '0') as digits
    from staged.ssd_person
    union all
    select ltrim(regexp_extract(pers_common_child_id, '[0-9]+'), '0') as digits
    from staged.ssd_person
    union all
    -- What several people carry is a family's number, not a child's.
    select ltrim(regexp_extract(link_identifier_value, '[0-9]+'), '0') as digits
    from staged.ssd_linked_identifiers
    group by link_identifier_type, link_identifier_value
    having count(distinct link_person_id) = 1
),

-- Letters or a sign that the layout does not declare before a child's number: it is used all the same.
prefixed as (
    select
        tracker_row_id,
        cell
    from staged.tracker_values
    where
        field = 'child_id'
        and regexp_matches(trim(typed), '^[A-Za-z]{0,8}[ .:#/_-]{0,3}[0-9]{3,}$')
        and ltrim(regexp_extract(typed, '[0-9]+'), '0') in (
            select digits from known_numbers
            where digits is not null
        )
)

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
left join prefixed
    on
        child.tracker_row_id = prefixed.tracker_row_id
        and child.cell = prefixed.cell
where
    child.field = 'child_id'
    and prefixed.tracker_row_id is null
    and (
        child.state in ('unreadable', 'ambiguous')
        or (child.state = 'read' and not regexp_matches(coalesce(child.text_value, ''), '[0-9]'))
    )
