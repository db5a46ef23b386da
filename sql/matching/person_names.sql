-- The ways in which a child's name may be written, as letters: forename first or surname first, a short form
-- of the forename, or only the first of several forenames. Of two ways with the same letters the first is
-- kept.
-- grain: a person and a way of writing the name
-- reads: reconciled.person_keys, reconciled.forename_forms
create or replace table reconciled.person_names as
with
ways as (
    select
        person_id,
        forename_key || surname_key as name_key,
        'same' as form,
        1 as rank
    from reconciled.person_keys
    union all
    select
        person_id,
        surname_key || forename_key as name_key,
        'turned' as form,
        2 as rank
    from reconciled.person_keys
    union all
    select
        persons.person_id,
        forms.other || persons.surname_key as name_key,
        'other_form' as form,
        3 as rank
    from reconciled.person_keys as persons
    inner join reconciled.forename_forms as forms
        on persons.first_forename_key = forms.forename
    union all
    select
        person_id,
        first_forename_key || surname_key as name_key,
        'other_form' as form,
        3 as rank
    from reconciled.person_keys
    where first_forename_key <> forename_key
)

select
    person_id,
    name_key,
    form
from ways
where name_key <> ''
qualify row_number() over (partition by person_id, name_key order by rank) = 1;
