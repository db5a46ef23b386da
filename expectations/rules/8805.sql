/*
severity: error
table: ssd_cin_episodes
sentence: A closed case has no reason for closing.
todo: Enter the reason.
source: Children in need census, rule 8805
*/
select
    cine_referral_id as record_id,
    cine_person_id as person_id,
    'cine_close_reason' as column_name,
    cine_close_reason as value
from staged.ssd_cin_episodes
where cine_close_date is not null and cine_close_reason is null
