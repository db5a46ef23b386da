/*
severity: error
table: ssd_cp_plans
needs: [ssd_cp_visits]
sentence: A child on a child protection plan has not been visited for more than four weeks.
todo: Visit the child, or enter the visit that was made.
source: Inspectors' letter; the county's practice standards
*/
with last_visits as (
    select
        cppv_cp_plan_id as plan_id,
        max(cppv_cp_visit_date) as last_visit
    from staged.ssd_cp_visits
    cross join staged.night as night
    -- A visit dated after the night has not been made yet.
    where cppv_cp_visit_date <= night.as_at
    group by cppv_cp_plan_id
)

select
    plan.cppl_cp_plan_id as record_id,
    plan.cppl_person_id as person_id,
    'cppv_cp_visit_date' as column_name,
    cast(last_visits.last_visit as varchar) as value
from staged.ssd_cp_plans as plan
inner join last_visits
    on plan.cppl_cp_plan_id = last_visits.plan_id
cross join staged.night as night
where
    plan.cppl_cp_plan_start_date <= night.as_at
    and coalesce(plan.cppl_cp_plan_end_date, date '9999-12-31') > night.as_at
    and date_diff('day', last_visits.last_visit, night.as_at) > 28
