-- Why a number, a name, a team or a worker differs from the case system's.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.allocations, reconciled.worker_forms, reconciled.text_keys,
--        reconciled.person_keys, reconciled.person_ids, reconciled.person_families
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
        end as system_letters
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

other_children as (
    select
        different.tracker_row_id,
        different.field
    from different
    inner join reconciled.person_ids as ids
        on
            different.field = 'child_id'
            and different.sheet_text = ids.id_digits
    where different.person_id <> ids.person_id
    union
    select
        different.tracker_row_id,
        different.field
    from different
    inner join reconciled.person_families as own
        on
            different.field = 'name'
            and different.person_id = own.person_id
    inner join reconciled.person_families as others
        on
            own.family = others.family
            and own.person_id <> others.person_id
    inner join reconciled.person_keys as siblings
        on
            others.person_id = siblings.person_id
            and different.sheet_letters = siblings.name_key
)

select
    different.tracker_row_id,
    different.field,
    case
        when other_children.tracker_row_id is not null then 'another_row'
        when
            different.field = 'child_id'
            and levenshtein(different.sheet_text, different.system_text) <= 2
            and list_sort(string_split(different.sheet_text, ''))
            = list_sort(string_split(different.system_text, ''))
            then 'digits_changed_over'
        when different.field = 'child_id' and levenshtein(different.sheet_text, different.system_text) = 1
            then 'one_digit'
        when different.field = 'team' and earlier_teams.team is not null then 'moved_team'
        when different.field = 'worker' and earlier_workers.is_other_team then 'moved_team'
        when different.field = 'worker' and earlier_workers.letters is not null then 'worker_before'
        when
            different.field in ('name', 'worker')
            and levenshtein(different.sheet_letters, different.system_letters) <= 2
            then 'letters'
        else 'not_known'
    end as level
from different
left join other_children
    on
        different.tracker_row_id = other_children.tracker_row_id
        and different.field = other_children.field
left join earlier_teams
    on
        different.person_id = earlier_teams.person_id
        and different.sheet_text = earlier_teams.team
left join earlier_workers
    on
        different.person_id = earlier_workers.person_id
        and different.sheet_letters = earlier_workers.letters;
