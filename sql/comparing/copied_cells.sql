-- Cells that differ and show what the case system has for the child of another row, with how much that says:
-- the logarithm of how many rows there are to each that has this value. The day of a visit, which many rows
-- have, says little; three dates in a row that are all another child's say much. `is_beside` is a row of
-- the sheet within two of it, `is_near` such a row or a brother's or sister's; of rows further away only
-- those are looked at that could show a row or a run of rows: the cell is not alone in its surroundings.
-- grain: a tracker row, a field and the other row
-- reads: reconciled.comparable_values, reconciled.history, reconciled.person_families
create or replace table reconciled.copied_cells as
with
known_values as (
    select
        tracker_row_id,
        person_id,
        sheet_place,
        place,
        field,
        system_value,
        ln(1.0 * count(*) over (partition by field) / count(*) over (partition by field, system_value))
            as says
    from reconciled.comparable_values
    where system_value is not null
),

own_history as (
    select distinct
        person_id,
        plan_type,
        field,
        event_date
    from reconciled.history
),

different as (
    select
        cells.tracker_row_id,
        cells.person_id,
        cells.sheet_place,
        cells.place,
        cells.field,
        cells.sheet_value,
        own_history.person_id is not null as is_own_history,
        count(*) filter (
            where own_history.person_id is null and cells.field not in ('next_visit_due', 'worker')
        ) over (
            partition by cells.sheet_place
            order by cells.place range between 1 preceding and 1 following
        ) as cells_around
    from reconciled.comparable_values as cells
    left join own_history
        on
            cells.person_id = own_history.person_id
            and cells.plan_type = own_history.plan_type
            and cells.field = own_history.field
            and cells.sheet_date = own_history.event_date
    where not cells.agrees and cells.sheet_value is not null
),

beside as (
    select
        different.*,
        others.tracker_row_id as other_row_id,
        others.person_id as other_person_id,
        others.place - different.place as distance,
        others.sheet_place = different.sheet_place and abs(others.place - different.place) <= 2 as is_beside,
        others.says
    from different
    inner join known_values as others
        on
            different.field = others.field
            and different.sheet_value = others.system_value
            and different.person_id <> others.person_id
),

siblings as (
    select distinct
        own.person_id,
        others.person_id as sibling_id
    from reconciled.person_families as own
    inner join reconciled.person_families as others
        on
            own.family = others.family
            and own.person_id <> others.person_id
)

select
    beside.tracker_row_id,
    beside.sheet_place,
    beside.place,
    beside.field,
    beside.is_own_history,
    beside.other_row_id,
    beside.distance,
    beside.is_beside,
    beside.is_beside or siblings.person_id is not null as is_near,
    siblings.person_id is not null as is_sibling,
    beside.says
from beside
left join siblings
    on
        beside.person_id = siblings.person_id
        and beside.other_person_id = siblings.sibling_id
where
    (beside.cells_around > 1 and beside.field <> 'worker')
    or siblings.person_id is not null
    or beside.is_beside;
