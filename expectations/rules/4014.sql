/*
severity: error
table: ssd_cin_plans
sentence: A child in need plan began while another one of the same child was going on.
todo: Correct the dates so that one plan ends before the next begins.
source: Children in need census, rule 4014
*/
with plans as (
    select
        cinp_cin_plan_id as plan_id,
        coalesce(cinp_cin_plan_id, 'row ' || source_row) as plan_key,
        cinp_person_id as person_id,
        cinp_cin_plan_start_date as started,
        coalesce(cinp_cin_plan_end_date, date '9999-12-31') as ended
    from staged.ssd_cin_plans
)

select
    plans.plan_id as record_id,
    plans.person_id,
    'cinp_cin_plan_start_date' as column_name,
    cast(plans.started as varchar) as value
from plans
where exists (
    select 1
    from plans as other
    where
        other.person_id = plans.person_id
        -- The same plan in two rows is the matter of key_repeated.
        and other.plan_key <> plans.plan_key
        and plans.started between other.started and other.ended
)
