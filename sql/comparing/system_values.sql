-- What a tracker should show of each child: the case system's value of every field of a tracker. A field
-- without a row has no meaning for that child (a plan the system never had); a row without value says there
-- is none.
-- grain: a person, a plan type and a field
-- reads: reconciled.subjects, reconciled.history, reconciled.allocations, reconciled.person_ids,
--        reconciled.visit_limits, staged.ssd_person, staged.calendar
create or replace table reconciled.system_values as
with
subjects as (
    select * from reconciled.subjects
),

persons as (
    select
        pers_person_id as person_id,
        max(pers_forename) as forename,
        max(pers_surname) as surname,
        max(pers_dob) as dob
    from staged.ssd_person
    group by pers_person_id
),

about_the_child as (
    select
        subjects.person_id,
        subjects.plan_type,
        subjects.is_open,
        coalesce(ids.id_digits, subjects.person_id) as child_id,
        concat_ws(' ', persons.forename, persons.surname) as name,
        persons.forename,
        persons.surname,
        persons.dob,
        allocations.team,
        allocations.worker
    from subjects
    left join persons
        on subjects.person_id = persons.person_id
    left join reconciled.person_ids as ids
        on
            subjects.person_id = ids.person_id
            and not ids.is_linked
    left join reconciled.allocations as allocations
        on
            subjects.person_id = allocations.person_id
            and allocations.turn = 1
),

newest as (
    select
        person_id,
        plan_type,
        field,
        event_date,
        seen_alone
    from reconciled.history
    where turn = 1
),

-- Fields of the plan exist for a child whose plan the system has; assessment and supervision exist for every
-- child.
event_fields as (
    select
        fields.field,
        fields.needs_plan
    from (
        values
        ('plan_start', true),
        ('last_visit', true),
        ('last_review', true),
        ('next_review', true),
        ('last_supervision', false),
        ('assessment_start', false),
        ('assessment_completed', false)
    ) as fields (field, needs_plan)
),

-- The working day on which the next visit falls due: so many working days after the last visit, or the plan's
-- start.
due_days as (
    select
        working_days,
        min(day) as due_on
    from staged.calendar
    where is_working_day
    group by working_days
),

visits_due as (
    select
        subjects.person_id,
        subjects.plan_type,
        due_days.due_on
    from subjects
    inner join reconciled.visit_limits as visit_limits
        on subjects.plan_type = visit_limits.plan_type
    left join newest
        on
            subjects.person_id = newest.person_id
            and subjects.plan_type = newest.plan_type
            and newest.field = 'last_visit'
    inner join staged.calendar as calendar
        on coalesce(newest.event_date, subjects.start_date) = calendar.day
    inner join due_days
        on
            calendar.working_days + visit_limits.working_days = due_days.working_days
    where subjects.plan_id is not null
)

select
    person_id,
    plan_type,
    'child_id' as field,
    child_id as text_value,
    null::date as date_value
from about_the_child
union all
select
    person_id,
    plan_type,
    'name' as field,
    name as text_value,
    null as date_value
from about_the_child
union all
select
    person_id,
    plan_type,
    'dob' as field,
    null as text_value,
    dob as date_value
from about_the_child
union all
select
    person_id,
    plan_type,
    'team' as field,
    team as text_value,
    null as date_value
from about_the_child
union all
select
    person_id,
    plan_type,
    'worker' as field,
    worker as text_value,
    null as date_value
from about_the_child
union all
select
    person_id,
    plan_type,
    'plan_type' as field,
    plan_type as text_value,
    null as date_value
from about_the_child
where is_open
union all
select
    subjects.person_id,
    subjects.plan_type,
    event_fields.field,
    null as text_value,
    newest.event_date as date_value
from subjects
cross join event_fields
left join newest
    on
        subjects.person_id = newest.person_id
        and subjects.plan_type = newest.plan_type
        and event_fields.field = newest.field
where
    (subjects.plan_id is not null or not event_fields.needs_plan)
    -- A plan that ended has no review to come; what the sheet still says of one is part of the row that
    -- should have gone.
    and (subjects.is_open or event_fields.field <> 'next_review')
union all
select
    subjects.person_id,
    subjects.plan_type,
    'seen_alone' as field,
    newest.seen_alone as text_value,
    null as date_value
from subjects
left join newest
    on
        subjects.person_id = newest.person_id
        and subjects.plan_type = newest.plan_type
        and newest.field = 'last_visit'
where subjects.plan_id is not null
union all
select
    person_id,
    plan_type,
    'next_visit_due' as field,
    null as text_value,
    due_on as date_value
from visits_due;
