-- The tracker rows with the fields that an indicator can be worked out from, at the end of the last month
-- measured. A date that cannot be read, or could be two dates, is no date here: the manager's sheet says
-- nothing a count can use.
-- grain: a tracker row
-- reads: staged.tracker_rows, staged.tracker_values, staged.months, staged.calendar, reconciled.matches
create or replace table measured.tracker_plans as
with last_month as (
    select
        period,
        last_day
    from staged.months
    qualify row_number() over (order by period desc) = 1
),

fields as (
    select
        tracker_row_id,
        max(case when field = 'plan_start' and state = 'read' then date_value end) as plan_start,
        max(case when field = 'last_visit' and state = 'read' then date_value end) as last_visit,
        max(case when field = 'seen_alone' and state = 'read' then text_value end) as seen_alone,
        max(case when field = 'last_supervision' and state = 'read' then date_value end) as last_supervision,
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
    fields.last_visit,
    fields.seen_alone,
    fields.last_supervision,
    coalesce(fields.has_last_visit, false) as has_last_visit,
    coalesce(fields.has_seen_alone, false) as has_seen_alone,
    coalesce(fields.has_last_supervision, false) as has_last_supervision,
    month_end.working_days - start_day.working_days as working_days_open,
    month_end.working_days - visit_day.working_days as working_days_since_visit,
    cast(date_diff('day', fields.plan_start, last_month.last_day) as integer) as days_open,
    cast(date_diff('day', fields.last_supervision, last_month.last_day) as integer) as days_since_supervision
from staged.tracker_rows as tracker_rows
cross join last_month
inner join staged.calendar as month_end
    on last_month.last_day = month_end.day
left join fields
    on tracker_rows.tracker_row_id = fields.tracker_row_id
left join staged.calendar as start_day
    on fields.plan_start = start_day.day
left join staged.calendar as visit_day
    on fields.last_visit = visit_day.day
left join reconciled.matches as matches
    on tracker_rows.tracker_row_id = matches.tracker_row_id
