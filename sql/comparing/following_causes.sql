-- Why the next visit or 'seen alone' differs: most often because the row's last visit is another one.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.placed_rows, reconciled.date_causes, reconciled.due_dates,
--        reconciled.history, reconciled.visit_limits, reconciled.cause_levels, staged.calendar
create or replace table reconciled.following_causes as
with
-- What each visit says of being seen alone (two on one day may say both).
seen as (
    select
        person_id,
        plan_type,
        event_date,
        max(case when seen_alone = 'Y' then 1 else 0 end) = 1 as is_seen_alone,
        max(case when seen_alone = 'N' then 1 else 0 end) = 1 as is_not_seen_alone
    from reconciled.history
    where field = 'last_visit'
    group by person_id, plan_type, event_date
),

visits as (
    select
        comparisons.tracker_row_id,
        comparisons.agrees,
        comparisons.sheet_date,
        calendar.working_days + visit_limits.working_days as due_working_days,
        date_causes.cause,
        seen.is_seen_alone,
        seen.is_not_seen_alone
    from reconciled.comparisons as comparisons
    inner join reconciled.visit_limits as visit_limits
        on comparisons.plan_type = visit_limits.plan_type
    left join staged.calendar as calendar
        on comparisons.sheet_date = calendar.day
    left join reconciled.date_causes as date_causes
        on
            comparisons.tracker_row_id = date_causes.tracker_row_id
            and date_causes.field = 'last_visit'
    left join seen
        on
            comparisons.person_id = seen.person_id
            and comparisons.plan_type = seen.plan_type
            and comparisons.sheet_date = seen.event_date
    where comparisons.field = 'last_visit'
),

different as (
    select
        comparisons.tracker_row_id,
        comparisons.field,
        visits.cause as visit_cause,
        case
            when comparisons.field = 'next_visit_due'
                then
                    coalesce(
                        calendar.is_working_day and calendar.working_days = visits.due_working_days, false
                    )
            -- Of a visit that is not recorded nobody knows; of an earlier one it is on record.
            when comparisons.sheet_text = 'Y' then coalesce(visits.is_seen_alone, true)
            else coalesce(visits.is_not_seen_alone, true)
        end as is_consequence,
        coalesce(due_dates.is_after_visit_before, false) as is_after_visit_before,
        coalesce(due_dates.is_every_day_counted, false) as is_every_day_counted,
        coalesce(due_dates.is_every_weekday_counted, false) as is_every_weekday_counted,
        -- A date a day too early may be a slip; two of them on a sheet are a way of counting.
        count(*) filter (where due_dates.is_every_weekday_counted) over (
            partition by placed_rows.source_file, placed_rows.sheet, comparisons.field
        ) > 1 as is_habit
    from reconciled.comparisons as comparisons
    inner join reconciled.placed_rows as placed_rows
        on comparisons.tracker_row_id = placed_rows.tracker_row_id
    left join reconciled.due_dates as due_dates
        on
            comparisons.tracker_row_id = due_dates.tracker_row_id
            and comparisons.field = 'next_visit_due'
    left join visits
        on
            comparisons.tracker_row_id = visits.tracker_row_id
            and not visits.agrees
    left join staged.calendar as calendar
        on comparisons.sheet_date = calendar.day
    where
        not comparisons.agrees
        and comparisons.state in ('read', 'ambiguous')
        and comparisons.field in ('next_visit_due', 'seen_alone')
),

fitting as (
    select
        tracker_row_id,
        field,
        'follows_' || visit_cause as level
    from different
    where is_consequence and visit_cause in ('stale_value', 'not_recorded_in_system')
    union all
    -- A slip in the visit's cell says nothing about who was seen; the date that follows from it does carry
    -- it.
    select
        tracker_row_id,
        field,
        'follows_' || visit_cause as level
    from different
    where
        is_consequence
        and field = 'next_visit_due'
        and visit_cause in ('day_month_swapped', 'wrong_year', 'digits_transposed', 'typo')
    union all
    select
        tracker_row_id,
        field,
        'every_day_counted' as level
    from different
    where is_every_day_counted
    union all
    select
        tracker_row_id,
        field,
        'holidays_counted' as level
    from different
    where is_every_weekday_counted and is_habit
    union all
    select
        tracker_row_id,
        field,
        'due_not_moved' as level
    from different
    where is_after_visit_before
)

select
    fitting.tracker_row_id,
    fitting.field,
    fitting.level
from fitting
inner join reconciled.cause_levels as levels
    on fitting.level = levels.level
qualify
    row_number() over (partition by fitting.tracker_row_id, fitting.field order by levels.rank) = 1;
