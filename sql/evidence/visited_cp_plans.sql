-- The CP plans open at the end of a month that had been visited by then: the last visit, and the first after
-- the plan began.
-- grain: a CP plan and a month at whose end it was open, with at least one visit on that plan by then
-- reads: measured.open_plans, staged.calendar, staged.ssd_cp_visits
create or replace table measured.visited_cp_plans as
with plan_visits as (
    select
        plans.period,
        plans.record_id,
        plans.started,
        plans.working_days_to_month_end,
        visits.cppv_cp_visit_date as visit_date,
        visits.cppv_cp_visit_seen_alone as seen_alone,
        visits.cppv_cp_visit_id as visit_id,
        visits.source_row
    from measured.open_plans as plans
    inner join staged.ssd_cp_visits as visits
        on
            plans.plan_id = visits.cppv_cp_plan_id
            and plans.last_day >= visits.cppv_cp_visit_date
    where plans.plan_type = 'CP'
),

first_visits as (
    select
        period,
        record_id,
        -- A visit made before the plan began was not made under it, so it cannot be the first of the plan.
        min(visit_date) filter (where visit_date >= started) as first_visit
    from plan_visits
    group by period, record_id
),

last_visits as (
    select
        period,
        record_id,
        started,
        working_days_to_month_end,
        visit_date as last_visit,
        upper(trim(seen_alone)) as seen_alone
    from plan_visits
    -- Of two visits on the last day, the one recorded last.
    qualify
        row_number() over (
            partition by period, record_id
            order by visit_date desc, visit_id desc, source_row desc
        ) = 1
)

select
    last_visits.period,
    last_visits.record_id,
    last_visits.last_visit,
    last_visits.seen_alone,
    -- Null where a date is before the calendar begins, in 1990.
    last_visits.working_days_to_month_end - last_day.working_days as working_days_since_visit,
    first_day.working_days - start_day.working_days as working_days_to_first_visit
from last_visits
inner join first_visits
    on
        last_visits.period = first_visits.period
        and last_visits.record_id = first_visits.record_id
left join staged.calendar as last_day
    on last_visits.last_visit = last_day.day
left join staged.calendar as first_day
    on first_visits.first_visit = first_day.day
left join staged.calendar as start_day
    on last_visits.started = start_day.day
