/*
severity: error
table: ssd_person
needs: [ssd_involvements]
sentence: A child with an open plan has no allocated social worker.
todo: Allocate a worker, or enter the allocation that was made.
source: Inspectors' letter; the role is allocated_role of county.yaml
*/
with open_plans as (
    select cppl_person_id as person_id
    from staged.ssd_cp_plans
    cross join staged.night as night
    where
        cppl_cp_plan_start_date <= night.as_at
        and coalesce(cppl_cp_plan_end_date, date '9999-12-31') > night.as_at
    union distinct
    select cinp_person_id as person_id
    from staged.ssd_cin_plans
    cross join staged.night as night
    where
        cinp_cin_plan_start_date <= night.as_at
        and coalesce(cinp_cin_plan_end_date, date '9999-12-31') > night.as_at
),

allocated as (
    select distinct involvement.invo_person_id as person_id
    from staged.ssd_involvements as involvement
    inner join staged.night as night
        on lower(involvement.invo_professional_role_id) = lower(night.allocated_role)
    where
        -- An allocation to nobody is none.
        trim(involvement.invo_professional_id) <> ''
        and involvement.invo_involvement_start_date <= night.as_at
        and coalesce(involvement.invo_involvement_end_date, date '9999-12-31') > night.as_at
)

select
    open_plans.person_id as record_id,
    open_plans.person_id,
    'invo_professional_id' as column_name,
    cast(null as varchar) as value
from open_plans
left join allocated
    on open_plans.person_id = allocated.person_id
where open_plans.person_id is not null and allocated.person_id is null
