/*
severity: error
table: ssd_cp_plans
needs: [ssd_initial_cp_conference]
sentence: A child protection plan did not begin on the day of an initial conference of its referral.
todo: Correct the plan's start or the conference's date.
source: Children in need census, rule 2885; plans begun since the last census year began, on 1 April
# Up to the night; and a conference on moving here counts beside an enquiry, which may be of a later day.
*/
with conferences as (
    select
        conference_id,
        plan_id,
        person_id,
        held,
        referral_id
    from validated.conferences
    where held is not null
),

conferences_of_plans as (
    select
        plan.source_row,
        conferences.held
    from staged.ssd_cp_plans as plan
    inner join conferences
        on plan.cppl_icpc_id = conferences.conference_id
    union all
    select
        plan.source_row,
        conferences.held
    from staged.ssd_cp_plans as plan
    inner join conferences
        on plan.cppl_cp_plan_id = conferences.plan_id
    union all
    select
        plan.source_row,
        conferences.held
    from staged.ssd_cp_plans as plan
    inner join conferences
        on plan.cppl_referral_id = conferences.referral_id and plan.cppl_person_id = conferences.person_id
),

-- Any conference of the referral will do.
compared as (
    select
        plan.source_row,
        max(
            case when conferences_of_plans.held = plan.cppl_cp_plan_start_date then 1 else 0 end
        ) as is_same_day
    from staged.ssd_cp_plans as plan
    inner join conferences_of_plans
        on plan.source_row = conferences_of_plans.source_row
    group by plan.source_row
)

select
    plan.cppl_cp_plan_id as record_id,
    plan.cppl_person_id as person_id,
    'cppl_cp_plan_start_date' as column_name,
    cast(plan.cppl_cp_plan_start_date as varchar) as value
from staged.ssd_cp_plans as plan
cross join validated.census_year as census_year
left join compared
    on plan.source_row = compared.source_row
where
    plan.cppl_cp_plan_start_date >= census_year.first_day
    and (
        compared.is_same_day = 0
        -- The conference of a plan begun since may not be entered yet.
        or (
            compared.source_row is null
            and plan.cppl_referral_id is not null
            and plan.cppl_cp_plan_start_date <= census_year.last_day
        )
    )
