/*
severity: query
table: ssd_cin_plans
needs: [ssd_cin_visits]
sentence: A child on a child in need plan has not been visited for more than four weeks.
todo: Visit the child, or enter the visit that was made.
source: Inspectors' letter; the county's practice standards
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
)

select
    open_plans.plan_id as record_id,
    open_plans.person_id,
    'cinv_cin_visit_date' as column_name,
    cast(last_visits.last_visit as varchar) as value
from open_plans
inner join last_visits
    on open_plans.plan_id = last_visits.plan_id
cross join staged.night as night
where date_diff('day', last_visits.last_visit, night.as_at) > 28
