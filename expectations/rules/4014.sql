/*
severity: error
table: ssd_cin_plans
sentence: A child in need plan began on or before the day an earlier one of the same child ended.
todo: Correct the dates so that one plan ends before the next begins.
source: Children in need census, rule 4014
*/
with plans as (
    select
        cinp_cin_plan_id as plan_id,
        cinp_person_id as person_id,
        cinp_cin_plan_start_date as started,
        cinp_cin_plan_end_date as ended,
        source_row
    from staged.ssd_cin_plans
)

select distinct
    later.plan_id as record_id,
    later.person_id,
    'cinp_cin_plan_start_date' as column_name,
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
        -- Two plans that are both open are the matter of rule 4004.
        and (earlier.ended is not null or later.ended is not null)
