/*
severity: error
table: ssd_cp_plans
needs: [ssd_initial_cp_conference]
sentence: A child protection plan did not begin on the day of an initial conference of its referral.
todo: Correct the plan's start or the conference's date.
source: Children in need census, rule 2885; since the last census year began, on 1 April
*/
with conferences as (
    select
        conference.icpc_icpc_id as conference_id,
        conference.icpc_cp_plan_id as plan_id,
        conference.icpc_person_id as person_id,
        conference.icpc_icpc_date as held,
        coalesce(conference.icpc_referral_id, enquiry.s47e_referral_id) as referral_id
    from staged.ssd_initial_cp_conference as conference
    left join staged.ssd_s47_enquiry as enquiry
        on conference.icpc_s47_enquiry_id = enquiry.s47e_s47_enquiry_id
    where conference.icpc_icpc_date is not null
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
