/*
severity: query
table: ssd_cin_plans
needs: [ssd_cin_visits]
sentence: No visit was ever made under a child in need plan, and the time for the first is over.
todo: Visit the child, or enter the visits that were made.
source: Inspectors' letter; days allowed are cin_visit_working_days of county.yaml
*/
with open_plans as (
    select
        plan.cinp_cin_plan_id as plan_id,
        plan.cinp_person_id as person_id,
        plan.cinp_cin_plan_start_date as started
    from staged.ssd_cin_plans as plan
    cross join staged.night as night
    where
        plan.cinp_cin_plan_start_date <= night.as_at
        and coalesce(plan.cinp_cin_plan_end_date, date '9999-12-31') > night.as_at
),

last_visits as (
    select
        open_plans.plan_id,
        max(visit.cinv_cin_visit_date) as last_visit
    from open_plans
    cross join staged.night as night
    inner join staged.ssd_cin_visits as visit
        on open_plans.person_id = visit.cinv_person_id and open_plans.started <= visit.cinv_cin_visit_date
    -- A visit dated after the night has not been made yet.
    where visit.cinv_cin_visit_date <= night.as_at
    group by open_plans.plan_id
),

-- Some case systems leave the visits of all open plans out of the extract, which says nothing of a child.
extract_has_them as (
    select count(*) as plans
    from last_visits
)

select
    open_plans.plan_id as record_id,
    open_plans.person_id,
    'cinp_cin_plan_start_date' as column_name,
    cast(open_plans.started as varchar) as value
from open_plans
cross join extract_has_them
cross join staged.night as night
inner join staged.calendar as tonight
    on night.as_at = tonight.day
left join staged.calendar as began
    on open_plans.started = began.day
left join last_visits
    on open_plans.plan_id = last_visits.plan_id
where
    last_visits.plan_id is null
    and extract_has_them.plans > 0
    -- A plan begun before the calendar does is older than any time allowed.
    and coalesce(tonight.working_days - began.working_days > night.cin_visit_working_days, true)
