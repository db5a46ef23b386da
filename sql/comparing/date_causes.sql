-- Why a date differs from the case system's, taken by itself: the level of the lowest rank that fits.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.history, reconciled.visit_limits, reconciled.cause_levels,
--        staged.calendar, staged.night
create or replace table reconciled.date_causes as
with
different as (
    select
        tracker_row_id,
        person_id,
        plan_type,
        field,
        sheet_date,
        system_date,
        strftime(sheet_date, '%d%m%Y') as sheet_digits,
        strftime(system_date, '%d%m%Y') as system_digits
    from reconciled.comparisons
    where not agrees and state in ('read', 'ambiguous') and sheet_date is not null
),

-- A slip in the cell of the last visit leaves the next visit right; a visit the manager believes in moves it.
next_visits as (
    select
        visits.tracker_row_id,
        not due.agrees
        and due_day.working_days - visit_day.working_days = visit_limits.working_days as is_moved,
        due.agrees
        and due_day.working_days - visit_day.working_days <> visit_limits.working_days as is_left_right
    from reconciled.comparisons as visits
    inner join reconciled.comparisons as due
        on
            visits.tracker_row_id = due.tracker_row_id
            and due.field = 'next_visit_due'
    inner join staged.calendar as visit_day
        on visits.sheet_date = visit_day.day
    inner join staged.calendar as due_day
        on due.sheet_date = due_day.day
    inner join reconciled.visit_limits as visit_limits
        on visits.plan_type = visit_limits.plan_type
    where visits.field = 'last_visit'
),

tested as (
    select
        different.tracker_row_id,
        different.field,
        different.field = 'last_visit' as is_visit,
        different.field = 'last_visit' and coalesce(next_visits.is_moved, false) as is_believed,
        different.field = 'last_visit' and coalesce(next_visits.is_left_right, false) as is_slip,
        history.event_date is not null as is_earlier_event,
        coalesce(history.turn = 2, false) as is_event_before,
        different.field in (
            'last_visit', 'last_supervision', 'last_review', 'assessment_start', 'assessment_completed'
        )
        and different.sheet_date > coalesce(different.system_date, date '1900-01-01')
        and different.sheet_date < night.as_at as is_later_event,
        day(different.sheet_date) = month(different.system_date)
        and month(different.sheet_date) = day(different.system_date)
        and year(different.sheet_date) = year(different.system_date) as is_turned,
        left(different.sheet_digits, 4) = left(different.system_digits, 4) as is_other_year,
        right(different.sheet_digits, 6) = right(different.system_digits, 6)
        and left(different.sheet_digits, 2) = reverse(left(different.system_digits, 2))
        or (
            left(different.sheet_digits, 2) = left(different.system_digits, 2)
            and right(different.sheet_digits, 4) = right(different.system_digits, 4)
            and substr(different.sheet_digits, 3, 2) = reverse(substr(different.system_digits, 3, 2))
        ) as is_transposed,
        levenshtein(different.sheet_digits, different.system_digits) = 1 as is_one_digit,
        abs(date_diff('day', different.system_date, different.sheet_date)) = 1 as is_next_day,
        day(different.sheet_date) = day(different.system_date)
        and year(different.sheet_date) = year(different.system_date)
        and abs(month(different.sheet_date) - month(different.system_date)) = 1 as is_next_month
    from different
    cross join staged.night as night
    left join next_visits
        on different.tracker_row_id = next_visits.tracker_row_id
    left join (
        select
            person_id,
            plan_type,
            field,
            event_date,
            min(turn) as turn
        from reconciled.history
        where turn > 1
        group by person_id, plan_type, field, event_date
    ) as history
        on
            different.person_id = history.person_id
            and different.plan_type = history.plan_type
            and different.field = history.field
            and different.sheet_date = history.event_date
            and different.sheet_date < different.system_date
),

fitting as (
    select
        tracker_row_id,
        field,
        'visit_before_and_next' as level
    from tested
    where is_believed and is_earlier_event
    union all
    select
        tracker_row_id,
        field,
        'visit_not_recorded_and_next' as level
    from tested
    where is_believed and is_later_event
    union all
    select
        tracker_row_id,
        field,
        'visit_just_before' as level
    from tested
    where is_visit and is_event_before and not is_slip
    union all
    select
        tracker_row_id,
        field,
        'event_just_before' as level
    from tested
    where not is_visit and is_event_before
    union all
    select
        tracker_row_id,
        field,
        'day_month_changed_over' as level
    from tested
    where is_turned
    union all
    select
        tracker_row_id,
        field,
        'other_year' as level
    from tested
    where is_other_year
    union all
    select
        tracker_row_id,
        field,
        'digits_changed_over' as level
    from tested
    where is_transposed
    union all
    select
        tracker_row_id,
        field,
        'event_before' as level
    from tested
    where not is_visit and is_earlier_event
    union all
    -- Where the next visit tells nothing, only a day's difference is likelier a slip than another visit.
    select
        tracker_row_id,
        field,
        'one_digit' as level
    from tested
    where is_one_digit and (is_slip or is_next_day or not is_visit)
    union all
    select
        tracker_row_id,
        field,
        'other_month' as level
    from tested
    where is_next_month and (is_slip or not is_visit)
    union all
    select
        tracker_row_id,
        field,
        'visit_before' as level
    from tested
    where is_visit and is_earlier_event
    union all
    select
        tracker_row_id,
        field,
        'visit_not_recorded' as level
    from tested
    where is_visit and is_later_event
    union all
    select
        tracker_row_id,
        field,
        'event_not_recorded' as level
    from tested
    where not is_visit and is_later_event
    union all
    select
        tracker_row_id,
        field,
        'visit_one_digit' as level
    from tested
    where is_visit and is_one_digit
    union all
    select
        tracker_row_id,
        field,
        'visit_other_month' as level
    from tested
    where is_visit and is_next_month
)

select
    fitting.tracker_row_id,
    fitting.field,
    fitting.level,
    levels.cause
from fitting
inner join reconciled.cause_levels as levels
    on fitting.level = levels.level
qualify
    row_number() over (partition by fitting.tracker_row_id, fitting.field order by levels.rank) = 1;
