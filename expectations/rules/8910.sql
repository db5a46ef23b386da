/*
severity: error
table: ssd_cp_plans
sentence: The latest category of abuse of a child protection plan is missing or not in its list.
todo: Enter the category, or add the county's own spelling to expectations/contracts/codes.yaml.
source: Children in need census, rule 8910
*/
select
    cppl_cp_plan_id as record_id,
    cppl_person_id as person_id,
    'cppl_cp_plan_latest_category' as column_name,
    cppl_cp_plan_latest_category as value
from staged.ssd_cp_plans
where coalesce(cppl_cp_plan_latest_category, '') not in ('NEG', 'PHY', 'SAB', 'EMO', 'MUL')
