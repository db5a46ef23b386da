-- Why the next visit or 'seen alone' differs: most often because the row's last visit is another one.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.date_causes, reconciled.visit_limits, staged.calendar
create or replace table reconciled.following_causes as
with
visits as (
    select
        comparisons.tracker_row_id,
        comparisons.agrees,
        comparisons.sheet_date,
        calendar.working_days + visit_limits.working_days as due_working_days,
        date_causes.level
    from reconciled.comparisons as comparisons
    inner join reconciled.visit_limits as visit_limits
        on comparisons.plan_type = visit_limits.plan_type
    left join staged.calendar as calendar
        on comparisons.sheet_date = calendar.day
    left join reconciled.date_causes as date_causes
        on
            comparisons.tracker_row_id = date_causes.tracker_row_id
            and date_causes.field = 'last_visit'
    where comparisons.field = 'last_visit'
),

different as (
    select
        comparisons.tracker_row_id,
        comparisons.field,
        visits.level as visit_level,
        coalesce(calendar.is_working_day and calendar.working_days = visits.due_working_days, false)
        or comparisons.field = 'seen_alone' as is_consequence,
        date_causes.level as own_level
    from reconciled.comparisons as comparisons
    left join visits
        on
            comparisons.tracker_row_id = visits.tracker_row_id
            and not visits.agrees
    left join staged.calendar as calendar
        on comparisons.sheet_date = calendar.day
    left join reconciled.date_causes as date_causes
        on
            comparisons.tracker_row_id = date_causes.tracker_row_id
            and comparisons.field = date_causes.field
    where
        not comparisons.agrees
        and comparisons.state in ('read', 'ambiguous')
        and comparisons.field in ('next_visit_due', 'seen_alone')
)

select
    tracker_row_id,
    field,
    case
        when is_consequence and visit_level = 'visit_before' then 'follows_stale_visit'
        when is_consequence and visit_level = 'visit_not_recorded' then 'follows_unrecorded_visit'
        -- A slip in the visit's cell says nothing about who was seen; the date that follows from it does
        -- carry it.
        when
            is_consequence and field = 'next_visit_due' and visit_level <> 'not_known'
            then 'follows_' || visit_level
        else coalesce(own_level, 'not_known')
    end as level
from different;
