/*
severity: error
critical: true
table: ssd_person
sentence: More than half of the open plans are of children that the extract does not have.
todo: Ask for the extract again; its tables are not of one night.
source: The county's figures rest on plans and children being of one night
*/
with open_plans as (
    select cppl_person_id as person_id
    from staged.ssd_cp_plans
    where cppl_cp_plan_end_date is null and cppl_person_id is not null
    union all
    select cinp_person_id as person_id
    from staged.ssd_cin_plans
    where cinp_cin_plan_end_date is null and cinp_person_id is not null
),

counted as (
    select
        count(*) as plans,
        sum(case when person.pers_person_id is null then 1 else 0 end) as childless
    from open_plans
    left join staged.ssd_person as person
        on open_plans.person_id = person.pers_person_id
)

select
    cast(null as varchar) as record_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as column_name,
    childless || ' of ' || plans as value
from counted
where childless * 2 > plans
