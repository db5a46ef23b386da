/*
severity: error
table: ssd_cin_episodes
sentence: A case was closed before it was referred.
todo: Correct the referral date or the closure date.
source: Children in need census, rule 8630
*/
select
    cine_referral_id as record_id,
    cine_person_id as person_id,
    'cine_close_date' as column_name,
    cast(cine_close_date as varchar) as value
from staged.ssd_cin_episodes
where cine_close_date < cine_referral_date
