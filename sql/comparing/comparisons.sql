-- Every field of a matched row against the case system, and the rule under which the two are equal. A row
-- that repeats an earlier one is not compared again; a number that is left out is no statement.
-- grain: a tracker row and a field
-- reads: reconciled.placed_rows, reconciled.system_values, reconciled.worker_forms, reconciled.text_keys,
--        reconciled.person_keys, reconciled.person_names, reconciled.person_ids,
--        reconciled.unanswered_rows, reconciled.row_keys, staged.tracker_rows, staged.tracker_values
create or replace table reconciled.comparisons as
with
-- The team of a row may stand in a heading or in the sheet's name, with no cell of its own.
cells as (
    select
        tracker_row_id,
        field,
        cell,
        typed,
        state,
        text_value,
        date_value,
        note
    from staged.tracker_values
    union all
    select
        tracker_rows.tracker_row_id,
        'team' as field,
        null as cell,
        tracker_rows.team as typed,
        'read' as state,
        tracker_rows.team as text_value,
        null as date_value,
        null as note
    from staged.tracker_rows as tracker_rows
    left join staged.tracker_values as team_cells
        on
            tracker_rows.tracker_row_id = team_cells.tracker_row_id
            and team_cells.field = 'team'
    where
        tracker_rows.team is not null
        and team_cells.tracker_row_id is null
),

typed as (
    select
        placed_rows.tracker_row_id,
        placed_rows.person_id,
        placed_rows.plan_type,
        cells.field,
        cells.cell,
        cells.typed,
        cells.state,
        cells.text_value,
        cells.date_value,
        cells.note
    from reconciled.placed_rows as placed_rows
    inner join cells
        on placed_rows.tracker_row_id = cells.tracker_row_id
    where
        placed_rows.person_id is not null
        and not placed_rows.is_duplicate
        -- A new plan that is not recorded yet is not the old one that ended.
        and not (
            placed_rows.is_new_plan
            and cells.field in (
                'plan_start', 'last_visit', 'seen_alone', 'next_visit_due', 'last_review', 'next_review'
            )
        )
        -- Where the child is no longer this locality's, its team is said once, as the wrong locality.
        and not (cells.field = 'team' and placed_rows.system_locality is distinct from placed_rows.locality)
),

beside as (
    select
        typed.tracker_row_id,
        typed.person_id,
        typed.plan_type,
        typed.field,
        typed.cell,
        typed.typed,
        typed.state,
        typed.note,
        typed.text_value as sheet_text,
        typed.date_value as sheet_date,
        system_values.text_value as system_text,
        system_values.date_value as system_date,
        sheet_keys.letters as sheet_letters,
        sheet_keys.spaced as sheet_words,
        person_names.form as name_form,
        system_keys.forename_key,
        system_keys.surname_key,
        system_keys.forename_words,
        system_keys.surname_words,
        ids.person_id is not null as is_number_of_child,
        worker_forms.rule as worker_rule
    from typed
    inner join reconciled.system_values as system_values
        on
            typed.person_id = system_values.person_id
            and typed.plan_type = system_values.plan_type
            and typed.field = system_values.field
    left join reconciled.text_keys as sheet_keys
        on
            typed.field in ('name', 'worker')
            and coalesce(typed.text_value, typed.typed) = sheet_keys.words
    left join reconciled.person_keys as system_keys
        on
            typed.field = 'name'
            and typed.person_id = system_keys.person_id
    left join reconciled.person_names as person_names
        on
            typed.field = 'name'
            and typed.person_id = person_names.person_id
            and sheet_keys.letters = person_names.name_key
    left join reconciled.row_keys as row_keys
        on
            typed.field = 'child_id'
            and typed.tracker_row_id = row_keys.tracker_row_id
    left join reconciled.person_ids as ids
        on
            typed.field = 'child_id'
            and typed.person_id = ids.person_id
            and row_keys.id_digits = ids.id_digits
    left join reconciled.worker_forms as worker_forms
        on
            typed.field = 'worker'
            and system_values.text_value = worker_forms.worker
            and sheet_keys.letters = worker_forms.letters
    left join reconciled.unanswered_rows as unanswered
        on
            typed.tracker_row_id = unanswered.tracker_row_id
            and typed.field = unanswered.claim
    where
        unanswered.claim is null
        and not (typed.field = 'child_id' and typed.state in ('blank', 'nothing'))
),

judged as (
    select
        *,
        case
            when
                state in ('blank', 'nothing') and system_text is null and system_date is null
                then 'nothing on either side'
            when state in ('read', 'ambiguous') and sheet_date = system_date then 'the same date'
            when
                state = 'ambiguous' and contains(note, strftime(system_date, '%Y-%m-%d'))
                then 'one way to read the date'
            when state = 'read' and sheet_text = system_text then 'the same text'
            when field = 'worker' then worker_rule
            when state = 'unreadable' and is_number_of_child then 'the number behind another prefix'
            when state <> 'read' then null
            when is_number_of_child then 'another number of the child'
            -- A spreadsheet keeps fifteen digits of a number and makes the rest noughts.
            when
                field = 'child_id'
                and length(system_text) > 15
                and length(sheet_text) = length(system_text)
                and left(sheet_text, 15) = left(system_text, 15)
                and regexp_matches(substr(sheet_text, 16), '^0+$')
                then 'as many digits as a spreadsheet keeps'
            when name_form = 'same' then 'the same letters'
            when name_form = 'turned' then 'surname first'
            when name_form = 'other_form' then 'another form of the forename'
            when field = 'name' and sheet_letters = forename_key then 'the forename alone'
            when field = 'name' and sheet_letters = left(forename_key, 1) || surname_key
                then 'initial and surname'
            when
                field = 'name'
                and length(forename_key) >= 2
                and length(surname_key) >= 3
                -- Words of their own: a letter typed twice where the forename ends is no middle name.
                and length(sheet_words) > length(forename_words) + length(surname_words) + 2
                and left(sheet_words, length(forename_words) + 1) = forename_words || ' '
                and right(sheet_words, length(surname_words) + 1) = ' ' || surname_words
                then 'a middle name besides'
        end as rule
    from beside
)

select
    tracker_row_id,
    person_id,
    plan_type,
    field,
    cell,
    typed,
    state,
    note,
    sheet_text,
    sheet_date,
    system_text,
    system_date,
    rule is not null as agrees,
    rule
from judged;
