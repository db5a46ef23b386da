-- Child in need and child protection plans in one shape; `turn` 1 is the plan open on the as-at date, or the
-- last there was.
-- grain: a plan
-- reads: staged.ssd_cin_plans, staged.ssd_cp_plans, staged.night
create or replace table reconciled.plans as
with
every_plan as (
    select
        cinp_person_id as person_id,
        'CIN' as plan_type,
        cinp_cin_plan_id as plan_id,
        cinp_cin_plan_start_date as start_date,
        cinp_cin_plan_end_date as end_date
    from staged.ssd_cin_plans
    union all
    select
        cppl_person_id as person_id,
        'CP' as plan_type,
        cppl_cp_plan_id as plan_id,
        cppl_cp_plan_start_date as start_date,
        cppl_cp_plan_end_date as end_date
    from staged.ssd_cp_plans
)

select
    every_plan.person_id,
    every_plan.plan_type,
    every_plan.plan_id,
    every_plan.start_date,
    every_plan.end_date,
    every_plan.end_date is null or every_plan.end_date > night.as_at as is_open,
    row_number() over (
        partition by every_plan.person_id, every_plan.plan_type
        order by
            every_plan.end_date is null or every_plan.end_date > night.as_at desc,
            every_plan.start_date desc, every_plan.plan_id desc
    ) as turn
from every_plan
cross join staged.night as night
where every_plan.start_date <= night.as_at;
