-- Next visits that differ though the last visit is right or not there, and the ways of counting that give
-- them: from the visit before (of the first one, from the start of the plan), every day, or every weekday
-- with the bank holidays. Weekdays are numbered from Monday 1 January 1990.
-- grain: a tracker row whose next visit differs
-- reads: reconciled.comparisons, reconciled.subjects, reconciled.history, reconciled.visit_limits,
--        staged.calendar
create or replace table reconciled.due_dates as
with
calendar as (
    select
        day,
        is_working_day,
        working_days,
        date_diff('day', date '1990-01-01', day) % 7 < 5 as is_weekday,
        5 * floor((date_diff('day', date '1990-01-01', day) + 1) / 7)
        + least((date_diff('day', date '1990-01-01', day) + 1) % 7, 5) as weekdays
    from staged.calendar
),

different as (
    select
        due.tracker_row_id,
        due.person_id,
        due.plan_type,
        due.sheet_date,
        due.system_date,
        subjects.start_date,
        coalesce(visits.sheet_date, visits.system_date, subjects.start_date) as counted_from
    from reconciled.comparisons as due
    left join reconciled.comparisons as visits
        on
            due.tracker_row_id = visits.tracker_row_id
            and visits.field = 'last_visit'
    left join reconciled.subjects as subjects
        on
            due.person_id = subjects.person_id
            and due.plan_type = subjects.plan_type
    where
        due.field = 'next_visit_due'
        and not due.agrees
        and due.state in ('read', 'ambiguous')
        and due.sheet_date is not null
        and (coalesce(visits.agrees, true) or visits.sheet_date is null)
),

visits_before as (
    select
        person_id,
        plan_type,
        event_date
    from reconciled.history
    where field = 'last_visit' and turn = 2
)

select
    different.tracker_row_id,
    coalesce(
        due_day.is_working_day
        and due_day.working_days - day_before.working_days = visit_limits.working_days
        and different.sheet_date < different.system_date,
        false
    ) as is_after_visit_before,
    visits_before.person_id is not null as has_visit_before,
    date_diff('day', different.counted_from, different.sheet_date) = visit_limits.working_days
        as is_every_day_counted,
    due_day.is_weekday
    and due_day.weekdays - day_from.weekdays = visit_limits.working_days as is_every_weekday_counted
from different
inner join reconciled.visit_limits as visit_limits
    on different.plan_type = visit_limits.plan_type
inner join calendar as due_day
    on different.sheet_date = due_day.day
inner join calendar as day_from
    on different.counted_from = day_from.day
left join visits_before
    on
        different.person_id = visits_before.person_id
        and different.plan_type = visits_before.plan_type
left join calendar as day_before
    on coalesce(visits_before.event_date, different.start_date) = day_before.day;
