-- The plans open at the end of each month, with the team that had the child that day.
-- grain: a plan and a month at whose end it was open; an id delivered twice is one plan, its first line
-- reads: staged.months, staged.calendar, staged.ssd_cin_plans, staged.ssd_cp_plans, measured.allocations
create or replace table measured.open_plans as
with cin_plans as (
    select
        'CIN' as plan_type,
        coalesce(cinp_cin_plan_id, 'line ' || cast(source_row as varchar)) as record_id,
        cinp_cin_plan_id as plan_id,
        cinp_person_id as person_id,
        cinp_cin_plan_start_date as started,
        cinp_cin_plan_end_date as ended,
        source_row
    from staged.ssd_cin_plans
),

cp_plans as (
    select
        'CP' as plan_type,
        coalesce(cppl_cp_plan_id, 'line ' || cast(source_row as varchar)) as record_id,
        cppl_cp_plan_id as plan_id,
        cppl_person_id as person_id,
        cppl_cp_plan_start_date as started,
        cppl_cp_plan_end_date as ended,
        source_row
    from staged.ssd_cp_plans
),

plans as (
    select
        plan_type,
        record_id,
        plan_id,
        person_id,
        started,
        ended
    from (
        select * from cin_plans
        union all
        select * from cp_plans
    ) as both_kinds
    qualify row_number() over (partition by plan_type, record_id order by source_row) = 1
)

select
    months.period,
    months.last_day,
    plans.plan_type,
    plans.record_id,
    plans.plan_id,
    plans.person_id,
    allocations.team,
    plans.started,
    month_end.working_days as working_days_to_month_end,
    date_diff('day', plans.started, months.last_day) as days_open,
    -- Null for a plan begun before the calendar does, in 1990: longer ago than any threshold.
    month_end.working_days - start_day.working_days as working_days_open
from plans
inner join staged.months as months
    on
        plans.started <= months.last_day
        and months.last_day < coalesce(plans.ended, date '9999-12-31')
inner join staged.calendar as month_end
    on months.last_day = month_end.day
left join staged.calendar as start_day
    on plans.started = start_day.day
left join measured.allocations as allocations
    on
        plans.person_id = allocations.person_id
        and months.last_day = allocations.day
        and allocations.is_open
