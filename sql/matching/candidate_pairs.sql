-- Pairs of a tracker row and a child worth a closer look: they share a number, a name, a date of birth, or
-- within a team half a name.
-- Every way is an equality, so that the work grows with the rows and not with rows times children.
-- grain: a tracker row and a person
-- reads: reconciled.row_keys, reconciled.person_keys, reconciled.person_names, reconciled.person_ids,
--        reconciled.allocations
create or replace table reconciled.candidate_pairs as
with
same_number as (
    select
        sheet_rows.tracker_row_id,
        ids.person_id
    from reconciled.row_keys as sheet_rows
    inner join reconciled.person_ids as ids
        on sheet_rows.id_digits = ids.id_digits
),

-- In any of the ways it may be written.
same_name as (
    select
        sheet_rows.tracker_row_id,
        names.person_id
    from reconciled.row_keys as sheet_rows
    inner join reconciled.person_names as names
        on sheet_rows.name_key = names.name_key
    where sheet_rows.name_key <> ''
),

same_birthday as (
    select
        sheet_rows.tracker_row_id,
        persons.person_id
    from reconciled.row_keys as sheet_rows
    inner join reconciled.person_keys as persons
        on sheet_rows.dob = persons.dob
),

turned_birthday as (
    select
        sheet_rows.tracker_row_id,
        persons.person_id
    from reconciled.row_keys as sheet_rows
    inner join reconciled.person_keys as persons
        on sheet_rows.turned_dob = persons.dob
),

-- A row that has lost its number or its date of birth may still be known within its team.
unsure_rows as (
    select
        sheet_rows.tracker_row_id,
        sheet_rows.team,
        sheet_rows.first_word,
        sheet_rows.last_word
    from reconciled.row_keys as sheet_rows
    left join reconciled.person_ids as ids
        on sheet_rows.id_digits = ids.id_digits
    where sheet_rows.dob is null or ids.id_digits is null
),

same_forename as (
    select
        unsure_rows.tracker_row_id,
        persons.person_id
    from unsure_rows
    inner join reconciled.person_keys as persons
        on unsure_rows.first_word = persons.first_word
    inner join reconciled.allocations as allocations
        on
            persons.person_id = allocations.person_id
            and allocations.turn = 1
            and unsure_rows.team = allocations.team
    where unsure_rows.first_word <> ''
),

same_surname as (
    select
        unsure_rows.tracker_row_id,
        persons.person_id
    from unsure_rows
    inner join reconciled.person_keys as persons
        on unsure_rows.last_word = persons.last_word
    inner join reconciled.allocations as allocations
        on
            persons.person_id = allocations.person_id
            and allocations.turn = 1
            and unsure_rows.team = allocations.team
    where unsure_rows.last_word <> ''
)

select * from same_number
union
select * from same_name
union
select * from same_birthday
union
select * from turned_birthday
union
select * from same_forename
union
select * from same_surname;
