/*
severity: query
table: ssd_person
needs: [local_supervisions]
sentence: A plan has been open for more than 60 days, and in them no supervision was about the child.
todo: Hold the supervision, or enter the one that was held.
source: Inspectors' letter; the county's practice standards
*/
with open_plans as (
    select
        cppl_person_id as person_id,
        cppl_cp_plan_start_date as started,
        cppl_cp_plan_end_date as ended
    from staged.ssd_cp_plans
    union all
    select
        cinp_person_id as person_id,
        cinp_cin_plan_start_date as started,
        cinp_cin_plan_end_date as ended
    from staged.ssd_cin_plans
),

long_open as (
    select distinct open_plans.person_id
    from open_plans
    cross join staged.night as night
    where
        date_diff('day', open_plans.started, night.as_at) > 60
        and coalesce(open_plans.ended, date '9999-12-31') > night.as_at
),

supervised as (
    select
        person_id,
        max(supervision_date) as last_supervision
    from staged.local_supervisions
    cross join staged.night as night
    -- A supervision dated after the night has not been held yet.
    where supervision_type = 'case' and supervision_date <= night.as_at
    group by person_id
)

select
    long_open.person_id as record_id,
    long_open.person_id,
    'supervision_date' as column_name,
    cast(supervised.last_supervision as varchar) as value
from long_open
cross join staged.night as night
left join supervised
    on long_open.person_id = supervised.person_id
where
    long_open.person_id is not null
    and coalesce(date_diff('day', supervised.last_supervision, night.as_at) > 60, true)
