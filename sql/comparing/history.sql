-- All that the case system knows of a field that has a date, the newest first: `turn` 1 is the value a
-- tracker should show. For the next review the first still to be held comes first.
-- grain: a person, a plan type, a field and an event
-- reads: reconciled.subjects, reconciled.plans, staged.ssd_cp_visits, staged.ssd_cin_visits,
--        staged.local_supervisions, staged.ssd_cp_reviews, staged.ssd_cin_assessments, staged.night
create or replace table reconciled.history as
with
subjects as (
    select
        person_id,
        plan_type,
        plan_id,
        start_date,
        coalesce(end_date, as_at) as last_day
    from reconciled.subjects
    cross join staged.night
),

plan_starts as (
    select
        plans.person_id,
        plans.plan_type,
        plans.plan_id as event_id,
        'plan_start' as field,
        plans.start_date as event_date,
        null as seen_alone,
        -1 * plans.turn as freshness
    from reconciled.plans as plans
),

cp_visits as (
    select
        subjects.person_id,
        subjects.plan_type,
        visits.cppv_cp_visit_id as event_id,
        'last_visit' as field,
        visits.cppv_cp_visit_date as event_date,
        visits.cppv_cp_visit_seen_alone as seen_alone,
        0 as freshness
    from subjects
    inner join staged.ssd_cp_visits as visits
        on
            subjects.plan_type = 'CP'
            and subjects.plan_id = visits.cppv_cp_plan_id
),

cin_visits as (
    select
        subjects.person_id,
        subjects.plan_type,
        visits.cinv_cin_visit_id as event_id,
        'last_visit' as field,
        visits.cinv_cin_visit_date as event_date,
        visits.cinv_cin_visit_seen_alone as seen_alone,
        0 as freshness
    from subjects
    inner join staged.ssd_cin_visits as visits
        on
            subjects.plan_type = 'CIN'
            and subjects.person_id = visits.cinv_person_id
            and visits.cinv_cin_visit_date between subjects.start_date and subjects.last_day
),

supervisions as (
    select
        subjects.person_id,
        subjects.plan_type,
        supervisions.supervision_id as event_id,
        'last_supervision' as field,
        supervisions.supervision_date as event_date,
        null as seen_alone,
        0 as freshness
    from subjects
    inner join staged.local_supervisions as supervisions
        on
            subjects.person_id = supervisions.person_id
            and supervisions.supervision_type = 'case'
),

reviews as (
    select
        subjects.person_id,
        subjects.plan_type,
        reviews.cppr_cp_review_id as event_id,
        reviews.cppr_cp_review_date as held,
        reviews.cppr_cp_review_due as due
    from subjects
    inner join staged.ssd_cp_reviews as reviews
        on
            subjects.plan_type = 'CP'
            and subjects.plan_id = reviews.cppr_cp_plan_id
),

assessments as (
    select
        subjects.person_id,
        subjects.plan_type,
        assessments.cina_assessment_id as event_id,
        assessments.cina_assessment_start_date as started,
        assessments.cina_assessment_auth_date as completed
    from subjects
    inner join staged.ssd_cin_assessments as assessments
        on subjects.person_id = assessments.cina_person_id
),

events as (
    select * from plan_starts
    union all
    select * from cp_visits
    union all
    select * from cin_visits
    union all
    select * from supervisions
    union all
    select
        person_id,
        plan_type,
        event_id,
        'last_review' as field,
        held as event_date,
        null as seen_alone,
        0 as freshness
    from reviews
    where held is not null
    union all
    select
        person_id,
        plan_type,
        event_id,
        'next_review' as field,
        due as event_date,
        null as seen_alone,
        -- The earliest that is due and not held is the next; those held before it are its past.
        case
            when held is null then 100000 - date_diff('day', date '1990-01-01', due)
            else date_diff('day', date '1990-01-01', due) - 100000
        end as freshness
    from reviews
    where due is not null
    union all
    select
        person_id,
        plan_type,
        event_id,
        'assessment_start' as field,
        started as event_date,
        null as seen_alone,
        0 as freshness
    from assessments
    union all
    -- Of the assessment that started last, completed or not.
    select
        person_id,
        plan_type,
        event_id,
        'assessment_completed' as field,
        completed as event_date,
        null as seen_alone,
        date_diff('day', date '1990-01-01', started) as freshness
    from assessments
)

select
    events.person_id,
    events.plan_type,
    events.field,
    events.event_id,
    events.event_date,
    events.seen_alone,
    row_number() over (
        partition by events.person_id, events.plan_type, events.field
        order by events.freshness desc, events.event_date desc, events.event_id desc
    ) as turn
from events
cross join staged.night as night
where
    -- A review due lies ahead; everything else has happened.
    events.field = 'next_review'
    or events.event_date is null
    or events.event_date <= night.as_at;
