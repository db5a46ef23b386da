/*
severity: error
table: ssd_cin_episodes
sentence: A case has a reason for closing and no closure date.
todo: Enter the closure date, or remove the reason if the case is open.
source: Children in need census, rule 8810
*/
select
    cine_referral_id as record_id,
    cine_person_id as person_id,
    'cine_close_date' as column_name,
    cast(cine_close_date as varchar) as value
from staged.ssd_cin_episodes
where cine_close_date is null and cine_close_reason is not null
