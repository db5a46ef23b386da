/*
severity: error
table: ssd_cp_plans
needs: [ssd_cp_visits]
sentence: No visit was ever made under a child protection plan, and the time for the first is over.
todo: Visit the child, or enter the visits that were made.
source: Inspectors' letter; days allowed are cp_first_visit_working_days of county.yaml
*/
with visited as (
    select distinct cppv_cp_plan_id as plan_id
    from staged.ssd_cp_visits
    cross join staged.night as night
    -- A visit dated after the night has not been made yet; one without a date cannot be told to have been.
    where cppv_cp_visit_date <= night.as_at
)

select
    plan.cppl_cp_plan_id as record_id,
    plan.cppl_person_id as person_id,
    'cppl_cp_plan_start_date' as column_name,
    cast(plan.cppl_cp_plan_start_date as varchar) as value
from staged.ssd_cp_plans as plan
cross join staged.night as night
inner join staged.calendar as tonight
    on night.as_at = tonight.day
left join staged.calendar as began
    on plan.cppl_cp_plan_start_date = began.day
left join visited
    on plan.cppl_cp_plan_id = visited.plan_id
where
    visited.plan_id is null
    and plan.cppl_cp_plan_start_date <= night.as_at
    and coalesce(plan.cppl_cp_plan_end_date, date '9999-12-31') > night.as_at
    -- A plan begun before the calendar does is older than any time allowed.
    and coalesce(tonight.working_days - began.working_days > night.cp_first_visit_working_days, true)
