-- A child of the case system in the form in which names and dates are compared.
-- grain: a person
-- reads: staged.ssd_person, reconciled.text_keys
create or replace table reconciled.person_keys as
with
persons as (
    -- An extract may hold a person twice; one row is enough to know who it is.
    select
        pers_person_id as person_id,
        max(pers_forename) as forename,
        max(pers_surname) as surname,
        max(pers_dob) as dob
    from staged.ssd_person
    where pers_person_id is not null
    group by pers_person_id
),

letters as (
    select
        persons.person_id,
        persons.dob,
        coalesce(forenames.letters, '') as forename_key,
        coalesce(regexp_extract(trim(forenames.plain), '^([a-z'']+)', 1), '') as first_word,
        coalesce(surnames.letters, '') as surname_key,
        coalesce(forenames.spaced, '') as forename_words,
        coalesce(surnames.spaced, '') as surname_words
    from persons
    left join reconciled.text_keys as forenames
        on persons.forename = forenames.words
    left join reconciled.text_keys as surnames
        on persons.surname = surnames.words
)

select
    person_id,
    dob,
    forename_key,
    -- Of Zoe-Ann and of Zoe Ann it is Zoe.
    regexp_replace(first_word, '[^a-z]', '', 'g') as first_forename_key,
    surname_key,
    regexp_extract(forename_words, '^[a-z]+') as first_word,
    regexp_extract(surname_words, '[a-z]+$') as last_word,
    forename_words,
    surname_words,
    forename_key || surname_key as name_key,
    surname_key || forename_key as turned_name_key
from letters;
