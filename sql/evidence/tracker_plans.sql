-- The tracker rows with the fields that an indicator can be worked out from, at the end of the last month
-- measured. A date that could be two dates is the one that the case system has, where that is one of them
-- (so it is compared too, see sql/comparing/comparisons.sql); otherwise, as one that cannot be read, it is no
-- date here: the manager's sheet says nothing a count can use.
-- grain: a tracker row
-- reads: staged.tracker_rows, staged.tracker_values, staged.months, staged.calendar, staged.night,
--        staged.ssd_cp_plans, staged.ssd_cin_plans, staged.ssd_cp_visits, staged.ssd_cin_visits,
--        staged.local_supervisions, reconciled.matches
create or replace table measured.tracker_plans as
with last_month as (
    select
        period,
        last_day
    from staged.months
    qualify row_number() over (order by period desc) = 1
),

plans as (
    select
        cppl_person_id as person_id,
        'CP' as plan_type,
        cppl_cp_plan_id as plan_id,
        cppl_cp_plan_start_date as start_date,
        cppl_cp_plan_end_date as end_date
    from staged.ssd_cp_plans
    union all
    select
        cinp_person_id as person_id,
        'CIN' as plan_type,
        cinp_cin_plan_id as plan_id,
        cinp_cin_plan_start_date as start_date,
        cinp_cin_plan_end_date as end_date
    from staged.ssd_cin_plans
),

newest_plans as (
    select
        plans.person_id,
        plans.plan_type,
        plans.plan_id,
        plans.start_date,
        plans.end_date
    from plans
    cross join staged.night as night
    where plans.start_date <= night.as_at
    qualify
        row_number() over (
            partition by plans.person_id, plans.plan_type
            order by
                plans.end_date is null or plans.end_date > night.as_at desc,
                plans.start_date desc, plans.plan_id desc
        ) = 1
),

events as (
    select
        person_id,
        plan_type,
        'plan_start' as field,
        start_date as event_date
    from newest_plans
    union all
    select
        newest_plans.person_id,
        newest_plans.plan_type,
        'last_visit' as field,
        visits.cppv_cp_visit_date as event_date
    from newest_plans
    inner join staged.ssd_cp_visits as visits
        on
            newest_plans.plan_type = 'CP'
            and newest_plans.plan_id = visits.cppv_cp_plan_id
    union all
    select
        newest_plans.person_id,
        newest_plans.plan_type,
        'last_visit' as field,
        visits.cinv_cin_visit_date as event_date
    from newest_plans
    inner join staged.ssd_cin_visits as visits
        on
            newest_plans.plan_type = 'CIN'
            and newest_plans.person_id = visits.cinv_person_id
            and newest_plans.start_date <= visits.cinv_cin_visit_date
            and coalesce(newest_plans.end_date, date '9999-12-31') >= visits.cinv_cin_visit_date
    union all
    select
        newest_plans.person_id,
        newest_plans.plan_type,
        'last_supervision' as field,
        supervisions.supervision_date as event_date
    from newest_plans
    inner join staged.local_supervisions as supervisions
        on
            newest_plans.person_id = supervisions.person_id
            and supervisions.supervision_type = 'case'
),

system_dates as (
    select
        events.person_id,
        events.plan_type,
        events.field,
        max(events.event_date) as newest
    from events
    cross join staged.night as night
    where events.event_date <= night.as_at
    group by events.person_id, events.plan_type, events.field
),

told_dates as (
    select
        tracker_values.tracker_row_id,
        tracker_values.field,
        system_dates.newest as date_value
    from staged.tracker_values as tracker_values
    inner join staged.tracker_rows as tracker_rows
        on tracker_values.tracker_row_id = tracker_rows.tracker_row_id
    inner join reconciled.matches as matches
        on tracker_values.tracker_row_id = matches.tracker_row_id
    inner join system_dates
        on
            matches.person_id = system_dates.person_id
            and tracker_rows.plan_type = system_dates.plan_type
            and tracker_values.field = system_dates.field
    where
        tracker_values.state = 'ambiguous'
        and contains(tracker_values.note, strftime(system_dates.newest, '%Y-%m-%d'))
),

dates as (
    select
        tracker_row_id,
        field,
        date_value
    from staged.tracker_values
    where state = 'read'
    union all
    select
        tracker_row_id,
        field,
        date_value
    from told_dates
),

row_dates as (
    select
        tracker_row_id,
        max(case when field = 'plan_start' then date_value end) as plan_start,
        max(case when field = 'last_visit' then date_value end) as last_visit,
        max(case when field = 'last_supervision' then date_value end) as last_supervision
    from dates
    group by tracker_row_id
),

fields as (
    select
        tracker_row_id,
        max(case when field = 'seen_alone' and state = 'read' then text_value end) as seen_alone,
        count(*) filter (where field = 'last_visit') > 0 as has_last_visit,
        count(*) filter (where field = 'seen_alone') > 0 as has_seen_alone,
        count(*) filter (where field = 'last_supervision') > 0 as has_last_supervision
    from staged.tracker_values
    group by tracker_row_id
)

select
    last_month.period,
    tracker_rows.tracker_row_id,
    tracker_rows.locality,
    tracker_rows.team,
    tracker_rows.plan_type,
    matches.person_id,
    tracker_rows.source_file
    || '!' || coalesce(tracker_rows.sheet, '')
    || '!' || tracker_rows.cell as record_id,
    row_dates.last_visit,
    fields.seen_alone,
    row_dates.last_supervision,
    coalesce(fields.has_last_visit, false) as has_last_visit,
    coalesce(fields.has_seen_alone, false) as has_seen_alone,
    coalesce(fields.has_last_supervision, false) as has_last_supervision,
    month_end.working_days - start_day.working_days as working_days_open,
    month_end.working_days - visit_day.working_days as working_days_since_visit,
    cast(date_diff('day', row_dates.plan_start, last_month.last_day) as integer) as days_open,
    cast(date_diff('day', row_dates.last_supervision, last_month.last_day) as integer)
        as days_since_supervision
from staged.tracker_rows as tracker_rows
cross join last_month
inner join staged.calendar as month_end
    on last_month.last_day = month_end.day
left join fields
    on tracker_rows.tracker_row_id = fields.tracker_row_id
left join row_dates
    on tracker_rows.tracker_row_id = row_dates.tracker_row_id
left join staged.calendar as start_day
    on row_dates.plan_start = start_day.day
left join staged.calendar as visit_day
    on row_dates.last_visit = visit_day.day
left join reconciled.matches as matches
    on tracker_rows.tracker_row_id = matches.tracker_row_id
