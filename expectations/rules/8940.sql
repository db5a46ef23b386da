/*
severity: error
table: ssd_cp_plans
sentence: A child protection plan began on or before the day an earlier one of the same child ended.
todo: Correct the dates so that one plan ends before the next begins.
source: Children in need census, rule 8940
*/
with plans as (
    select
        cppl_cp_plan_id as plan_id,
        cppl_person_id as person_id,
        cppl_cp_plan_start_date as started,
        cppl_cp_plan_end_date as ended,
        source_row
    from staged.ssd_cp_plans
)

select distinct
    later.plan_id as record_id,
    later.person_id,
    'cppl_cp_plan_start_date' as column_name,
    cast(later.started as varchar) as value
from plans as later
inner join plans as earlier
    on
        later.person_id = earlier.person_id
        -- The same plan in two rows is the matter of key_repeated.
        and later.plan_id <> earlier.plan_id
        and (
            later.started > earlier.started
            or (later.started = earlier.started and later.source_row > earlier.source_row)
        )
        and later.started <= coalesce(earlier.ended, date '9999-12-31')
        -- Two plans that are both open are the matter of rule 8935.
        and (earlier.ended is not null or later.ended is not null)
