/*
severity: error
table: ssd_cp_plans
sentence: A child protection plan did not begin on the day of its initial conference.
todo: Correct the plan's start or the conference's date.
source: Children in need census, rule 2885
*/
with conferences as (
    select
        plan.source_row,
        conference.icpc_icpc_date as held
    from staged.ssd_cp_plans as plan
    inner join staged.ssd_initial_cp_conference as conference
        on plan.cppl_icpc_id = conference.icpc_icpc_id
    union all
    select
        plan.source_row,
        conference.icpc_icpc_date as held
    from staged.ssd_cp_plans as plan
    inner join staged.ssd_initial_cp_conference as conference
        on plan.cppl_cp_plan_id = conference.icpc_cp_plan_id
),

-- A plan without a conference of its own is the matter of rule 2883.
nearest as (
    select
        conferences.source_row,
        max(case when conferences.held = plan.cppl_cp_plan_start_date then 1 else 0 end) as is_same_day
    from conferences
    inner join staged.ssd_cp_plans as plan
        on conferences.source_row = plan.source_row
    where conferences.held is not null
    group by conferences.source_row
)

select
    plan.cppl_cp_plan_id as record_id,
    plan.cppl_person_id as person_id,
    'cppl_cp_plan_start_date' as column_name,
    cast(plan.cppl_cp_plan_start_date as varchar) as value
from staged.ssd_cp_plans as plan
inner join nearest
    on plan.source_row = nearest.source_row
where nearest.is_same_day = 0 and plan.cppl_cp_plan_start_date is not null
