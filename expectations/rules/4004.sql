/*
severity: error
table: ssd_cin_plans
sentence: A child has more than one open child in need plan.
todo: Close the plan that is no longer worked, or delete the one entered twice.
source: Children in need census, rule 4004
# By child, where the Department looks within one referral: two referrals do not make two plans right.
*/
select
    cinp_cin_plan_id as record_id,
    cinp_person_id as person_id,
    'cinp_cin_plan_end_date' as column_name,
    cast(cinp_cin_plan_end_date as varchar) as value
from staged.ssd_cin_plans
where cinp_cin_plan_end_date is null and cinp_person_id is not null
-- The same record in two rows is the matter of key_repeated; one without a number is a record of its own.
qualify
    min(coalesce(cinp_cin_plan_id, 'row ' || source_row)) over (partition by cinp_person_id)
    <> max(coalesce(cinp_cin_plan_id, 'row ' || source_row)) over (partition by cinp_person_id)
