/*
severity: error
table: ssd_cp_plans
needs: [ssd_initial_cp_conference]
sentence: More child protection plans began in the last census year than initial conferences were held.
todo: Look for plans without a conference, and enter the conferences.
source: Children in need census, rule 2883; of the last census year, 1 April to 31 March
*/
with plans as (
    select count(*) as begun
    from staged.ssd_cp_plans
    cross join validated.census_year as census_year
    where cppl_cp_plan_start_date between census_year.first_day and census_year.last_day
),

conferences as (
    select count(*) as held
    from staged.ssd_initial_cp_conference
    cross join validated.census_year as census_year
    where icpc_icpc_date between census_year.first_day and census_year.last_day
)

select
    cast(null as varchar) as record_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as column_name,
    plans.begun || ' plans, ' || conferences.held || ' conferences' as value
from plans
cross join conferences
where plans.begun > conferences.held
