-- The evidence of open_cin_plans and open_cp_plans: every plan open at the end of the month counts; days is
-- how long it has run.
-- grain: a plan and a month at whose end it was open
-- reads: measured.open_plans
create or replace table measured.evidence_plans as
select
    period,
    case when plan_type = 'CIN' then 'open_cin_plans' else 'open_cp_plans' end as indicator_id,
    team,
    person_id,
    record_id,
    true as counts,
    cast(days_open as integer) as days
from measured.open_plans
