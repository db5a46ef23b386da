-- How far number, name and date of birth of a pair agree, each as one word.
-- grain: a tracker row and a person
-- reads: reconciled.candidate_pairs, reconciled.row_keys, reconciled.person_keys, reconciled.person_names,
--        reconciled.person_ids, reconciled.person_families, reconciled.allocations, reconciled.plans
create or replace table reconciled.candidate_levels as
with
own_numbers as (
    select
        person_id,
        max(id_digits) as id_digits
    from reconciled.person_ids
    where not is_linked
    group by person_id
),

open_plans as (
    select distinct
        person_id,
        plan_type
    from reconciled.plans
    where is_open
),

-- Twins are of one family though nothing ties them. Without a plan of its own the second is more likely the
-- same child, recorded twice.
siblings as (
    select
        own.person_id,
        others.person_id as sibling_id
    from reconciled.person_families as own
    inner join reconciled.person_families as others
        on
            own.family = others.family
            and own.person_id <> others.person_id
    union
    select
        own.person_id,
        others.person_id as sibling_id
    from reconciled.person_keys as own
    inner join reconciled.person_keys as others
        on
            own.surname_key = others.surname_key
            and own.dob = others.dob
            and own.forename_key <> others.forename_key
    inner join open_plans
        on own.person_id = open_plans.person_id
    where own.surname_key <> ''
),

-- The numbers of a child's brothers and sisters: the likeliest wrong number there is.
family_numbers as (
    select distinct
        siblings.person_id,
        ids.id_digits
    from siblings
    inner join reconciled.person_ids as ids
        on siblings.sibling_id = ids.person_id
),

pairs as (
    select
        pairs.tracker_row_id,
        pairs.person_id,
        sheet_rows.id_digits as row_id,
        own_numbers.id_digits as person_own_id,
        exact_ids.is_linked,
        family_numbers.person_id is not null as is_family_number,
        sheet_rows.name_key as row_name,
        sheet_rows.forename_key as row_forename,
        sheet_rows.surname_key as row_surname,
        names.form,
        persons.name_key,
        persons.turned_name_key,
        persons.forename_key,
        persons.surname_key,
        sheet_rows.dob as row_dob,
        sheet_rows.turned_dob as row_turned_dob,
        persons.dob,
        coalesce(sheet_rows.locality = allocations.locality, false) as is_in_locality,
        coalesce(sheet_rows.team = allocations.team, false) as is_in_team,
        open_plans.person_id is not null as has_open_plan
    from reconciled.candidate_pairs as pairs
    inner join reconciled.row_keys as sheet_rows
        on pairs.tracker_row_id = sheet_rows.tracker_row_id
    inner join reconciled.person_keys as persons
        on pairs.person_id = persons.person_id
    left join reconciled.person_names as names
        on
            pairs.person_id = names.person_id
            and sheet_rows.name_key = names.name_key
    left join own_numbers
        on pairs.person_id = own_numbers.person_id
    left join reconciled.person_ids as exact_ids
        on
            pairs.person_id = exact_ids.person_id
            and sheet_rows.id_digits = exact_ids.id_digits
    left join family_numbers
        on
            pairs.person_id = family_numbers.person_id
            and sheet_rows.id_digits = family_numbers.id_digits
    left join reconciled.allocations as allocations
        on
            pairs.person_id = allocations.person_id
            and allocations.turn = 1
    left join open_plans
        on
            pairs.person_id = open_plans.person_id
            and sheet_rows.plan_type = open_plans.plan_type
)

select
    tracker_row_id,
    person_id,
    is_in_locality,
    is_in_team,
    has_open_plan,
    case
        when row_id is null then 'missing'
        -- A spreadsheet keeps fifteen digits of a number and makes the rest noughts: no number at all.
        when is_linked is null and length(row_id) > 15 and regexp_matches(substr(row_id, 16), '^0+$')
            then 'missing'
        when not is_linked then 'same'
        when is_linked then 'linked'
        when is_family_number then 'family'
        -- One digit wrong, or the same digits in another order.
        when
            length(row_id) >= 4
            and (
                levenshtein(row_id, person_own_id) = 1
                or (
                    levenshtein(row_id, person_own_id) = 2
                    and list_sort(string_split(row_id, '')) = list_sort(string_split(person_own_id, ''))
                )
            )
            then 'near'
        else 'other'
    end as number_level,
    case
        when row_name = '' then 'missing'
        when form is not null then form
        -- A baby or a twin who has no forename yet: the surname, and a word that stands for the child.
        when
            length(surname_key) >= 2
            and right(row_name, length(surname_key)) = surname_key
            and regexp_matches(
                left(row_name, length(row_name) - length(surname_key)),
                '^((unborn|newborn|infant|baby|babe|bby|ubb|twin|triplet|boy|girl|male|female|child|nk'
                || '|tbc|tba|unnamed|unknown|notknown)(a|b|c|one|two|three|i|ii|iii)?)*$'
            )
            then 'unnamed'
        -- A middle name that the case system does not have.
        when
            length(forename_key) >= 2
            and length(surname_key) >= 3
            and length(row_name) > length(name_key)
            and left(row_name, length(forename_key)) = forename_key
            and right(row_name, length(surname_key)) = surname_key
            then 'other_form'
        -- Short names lie too close to each other for two letters to mean little.
        when
            length(row_name) >= 8
            and (levenshtein(row_name, name_key) <= 2 or levenshtein(row_name, turned_name_key) <= 2)
            then 'near'
        when length(row_name) >= 5 and levenshtein(row_name, name_key) = 1 then 'near'
        -- Half of a double-barrelled surname.
        when
            row_forename = forename_key
            and length(row_surname) >= 4
            and (
                left(surname_key, length(row_surname)) = row_surname
                or right(surname_key, length(row_surname)) = row_surname
                or (
                    length(surname_key) >= 4
                    and (
                        left(row_surname, length(surname_key)) = surname_key
                        or right(row_surname, length(surname_key)) = surname_key
                    )
                )
            )
            then 'near'
        when row_name = forename_key then 'only_forename'
        when
            forename_key <> ''
            and (row_forename = forename_key or left(row_name, length(forename_key)) = forename_key)
            then 'forename'
        when
            surname_key <> ''
            and (row_surname = surname_key or right(row_name, length(surname_key)) = surname_key)
            then 'surname'
        else 'other'
    end as name_level,
    case
        when row_dob is null or dob is null then 'missing'
        when row_dob = dob then 'same'
        when row_turned_dob = dob then 'turned'
        -- One digit or one day off, two digits changed over, or only the year wrong.
        when
            abs(date_diff('day', dob, row_dob)) = 1
            or levenshtein(strftime(row_dob, '%d%m%Y'), strftime(dob, '%d%m%Y')) = 1
            or (day(row_dob) = day(dob) and month(row_dob) = month(dob))
            or (
                levenshtein(strftime(row_dob, '%d%m%Y'), strftime(dob, '%d%m%Y')) = 2
                and list_sort(string_split(strftime(row_dob, '%d%m%Y'), ''))
                = list_sort(string_split(strftime(dob, '%d%m%Y'), ''))
            )
            then 'near'
        else 'other'
    end as dob_level
from pairs;
