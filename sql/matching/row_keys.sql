-- A tracker row in the form in which children are compared.
-- grain: a tracker row
-- reads: staged.tracker_rows, staged.tracker_values, reconciled.text_keys, reconciled.person_ids
create or replace table reconciled.row_keys as
with
who as (
    select
        tracker_row_id,
        max(case when field = 'child_id' then ltrim(regexp_replace(text_value, '[^0-9]', '', 'g'), '0') end)
            as id_digits,
        max(case when field = 'name' then text_value end) as name,
        max(case when field = 'forename' then text_value end) as forename,
        max(case when field = 'surname' then text_value end) as surname,
        max(case when field = 'dob' then date_value end) as dob
    from staged.tracker_values
    where
        field in ('child_id', 'name', 'forename', 'surname', 'dob')
        and state = 'read'
    group by tracker_row_id
),

-- Letters or a sign before the digits that the layout does not declare: a number where a child has it.
other_prefixes as (
    select
        tracker_row_id,
        max(ltrim(regexp_extract(typed, '[0-9]+'), '0')) as id_digits
    from staged.tracker_values
    where
        field = 'child_id'
        and state = 'unreadable'
        and regexp_matches(trim(typed), '^[A-Za-z]{0,8}[ .:#/_-]{0,3}[0-9]{3,}$')
        and ltrim(regexp_extract(typed, '[0-9]+'), '0') in (select id_digits from reconciled.person_ids)
    group by tracker_row_id
)

select
    tracker_rows.tracker_row_id,
    tracker_rows.locality,
    tracker_rows.team,
    tracker_rows.plan_type,
    who.dob,
    coalesce(nullif(who.id_digits, ''), other_prefixes.id_digits) as id_digits,
    -- The date with day and month changed over, where that is a date.
    case when day(who.dob) <= 12 then make_date(year(who.dob), day(who.dob), month(who.dob)) end
        as turned_dob,
    coalesce(names.letters, forenames.letters || coalesce(surnames.letters, ''), surnames.letters, '')
        as name_key,
    coalesce(forenames.letters, '') as forename_key,
    coalesce(surnames.letters, '') as surname_key,
    coalesce(regexp_extract(coalesce(forenames.spaced, names.spaced), '^[a-z]+'), '') as first_word,
    coalesce(regexp_extract(coalesce(surnames.spaced, names.spaced), '[a-z]+$'), '') as last_word
from staged.tracker_rows as tracker_rows
left join who
    on tracker_rows.tracker_row_id = who.tracker_row_id
left join other_prefixes
    on tracker_rows.tracker_row_id = other_prefixes.tracker_row_id
left join reconciled.text_keys as names
    on who.name = names.words
left join reconciled.text_keys as forenames
    on who.forename = forenames.words
left join reconciled.text_keys as surnames
    on who.surname = surnames.words;
