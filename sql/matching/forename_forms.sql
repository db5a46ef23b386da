-- Two forenames that one child may go by: a forename and its short form, either way round, or two short forms
-- of one forename.
-- grain: a forename and another
-- reads: reconciled.nicknames
create or replace table reconciled.forename_forms as
with
same_person as (
    select
        forename,
        short_form as other
    from reconciled.nicknames
    union
    select
        short_form as forename,
        forename as other
    from reconciled.nicknames
    union
    select
        one.short_form as forename,
        another.short_form as other
    from reconciled.nicknames as one
    inner join reconciled.nicknames as another
        on one.forename = another.forename
)

select
    forename,
    other
from same_person
where forename <> other;
