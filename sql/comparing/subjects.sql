-- The children and plans a tracker should or does speak of: every open plan, and what every matched row is
-- about.
-- grain: a person and a plan type
-- reads: reconciled.plans, reconciled.placed_rows
create or replace table reconciled.subjects as
with
wanted as (
    select
        person_id,
        plan_type
    from reconciled.plans
    where is_open
    union
    select
        person_id,
        plan_type
    from reconciled.placed_rows
    where person_id is not null
)

select
    wanted.person_id,
    wanted.plan_type,
    plans.plan_id,
    plans.start_date,
    plans.end_date,
    coalesce(plans.is_open, false) as is_open
from wanted
left join reconciled.plans as plans
    on
        wanted.person_id = plans.person_id
        and wanted.plan_type = plans.plan_type
        and plans.turn = 1;
