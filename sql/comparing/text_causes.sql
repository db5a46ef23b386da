-- Why a number, a name, a team or a worker differs from the case system's: the level of the lowest rank that
-- fits.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.allocations, reconciled.worker_forms, reconciled.text_keys,
--        reconciled.person_keys, reconciled.person_ids, reconciled.person_families,
--        reconciled.comparable_values, reconciled.cause_levels
create or replace table reconciled.text_causes as
with
different as (
    select
        comparisons.tracker_row_id,
        comparisons.person_id,
        comparisons.field,
        comparisons.sheet_text,
        comparisons.system_text,
        sheet_keys.letters as sheet_letters,
        case
            when comparisons.field = 'name' then person_keys.name_key
            when comparisons.field = 'worker' then system_keys.letters
        end as system_letters,
        person_keys.forename_key = '' or person_keys.surname_key = '' as is_named_in_part
    from reconciled.comparisons as comparisons
    left join reconciled.text_keys as sheet_keys
        on comparisons.sheet_text = sheet_keys.words
    left join reconciled.text_keys as system_keys
        on comparisons.system_text = system_keys.words
    left join reconciled.person_keys as person_keys
        on comparisons.person_id = person_keys.person_id
    where
        not comparisons.agrees
        and comparisons.state = 'read'
        and comparisons.field in ('child_id', 'name', 'team', 'worker')
),

present as (
    select
        person_id,
        team
    from reconciled.allocations
    where turn = 1
),

-- Who had the child before, in each of the ways that name may be written.
earlier as (
    select distinct
        allocations.person_id,
        allocations.team,
        worker_forms.letters,
        coalesce(allocations.team <> present.team, true) as is_other_team
    from reconciled.allocations as allocations
    inner join present
        on allocations.person_id = present.person_id
    left join reconciled.worker_forms as worker_forms
        on allocations.worker = worker_forms.worker
    where allocations.turn > 1
),

earlier_teams as (
    select distinct
        person_id,
        team
    from earlier
    where is_other_team
),

earlier_workers as (
    select
        person_id,
        letters,
        max(is_other_team) as is_other_team
    from earlier
    where letters is not null
    group by person_id, letters
),

places as (
    select distinct
        tracker_row_id,
        person_id,
        sheet_place,
        place
    from reconciled.comparable_values
),

-- The children whose number or name a hand may have taken: of the family, and of the rows close by.
near_children as (
    select
        one.tracker_row_id,
        other.person_id
    from places as one
    inner join different
        on
            one.tracker_row_id = different.tracker_row_id
            and different.field in ('child_id', 'name')
    cross join (values (-2), (-1), (1), (2)) as steps (step)
    inner join places as other
        on
            one.sheet_place = other.sheet_place
            and one.place + steps.step = other.place
            and one.person_id <> other.person_id
    union
    select
        different.tracker_row_id,
        others.person_id
    from different
    inner join reconciled.person_families as own
        on different.person_id = own.person_id
    inner join reconciled.person_families as others
        on
            own.family = others.family
            and own.person_id <> others.person_id
),

of_near_children as (
    select
        different.tracker_row_id,
        different.field
    from different
    inner join near_children
        on
            different.field = 'child_id'
            and different.tracker_row_id = near_children.tracker_row_id
    inner join reconciled.person_ids as ids
        on
            near_children.person_id = ids.person_id
            and different.sheet_text = ids.id_digits
    union
    select
        different.tracker_row_id,
        different.field
    from different
    inner join near_children
        on
            different.field = 'name'
            and different.tracker_row_id = near_children.tracker_row_id
    inner join reconciled.person_keys as names
        on
            near_children.person_id = names.person_id
            and different.sheet_letters = names.name_key
),

numbers_of_strangers as (
    select distinct
        different.tracker_row_id,
        different.field
    from different
    inner join reconciled.person_ids as ids
        on
            different.field = 'child_id'
            and different.sheet_text = ids.id_digits
    where different.person_id <> ids.person_id
),

fitting as (
    select
        tracker_row_id,
        field,
        'another_row' as level
    from of_near_children
    union all
    select
        tracker_row_id,
        field,
        'digits_changed_over' as level
    from different
    where
        field = 'child_id'
        and levenshtein(sheet_text, system_text) <= 2
        and list_sort(string_split(sheet_text, '')) = list_sort(string_split(system_text, ''))
    union all
    select
        tracker_row_id,
        field,
        'one_digit' as level
    from different
    where field = 'child_id' and levenshtein(sheet_text, system_text) = 1
    union all
    select
        tracker_row_id,
        field,
        'number_of_a_stranger' as level
    from numbers_of_strangers
    union all
    select
        different.tracker_row_id,
        different.field,
        'moved_team' as level
    from different
    inner join earlier_teams
        on
            different.field = 'team'
            and different.person_id = earlier_teams.person_id
            and different.sheet_text = earlier_teams.team
    union all
    select
        different.tracker_row_id,
        different.field,
        case when earlier_workers.is_other_team then 'moved_team' else 'worker_before' end as level
    from different
    inner join earlier_workers
        on
            different.field = 'worker'
            and different.person_id = earlier_workers.person_id
            and different.sheet_letters = earlier_workers.letters
    union all
    select
        tracker_row_id,
        field,
        'name_in_part' as level
    from different
    where
        field = 'name'
        and is_named_in_part
        and system_letters in (
            left(sheet_letters, length(system_letters)), right(sheet_letters, length(system_letters))
        )
    union all
    select
        tracker_row_id,
        field,
        'letters' as level
    from different
    where field in ('name', 'worker') and levenshtein(sheet_letters, system_letters) <= 2
)

select
    fitting.tracker_row_id,
    fitting.field,
    fitting.level
from fitting
inner join reconciled.cause_levels as levels
    on fitting.level = levels.level
qualify
    row_number() over (partition by fitting.tracker_row_id, fitting.field order by levels.rank) = 1;
