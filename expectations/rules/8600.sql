/*
severity: error
table: ssd_cin_episodes
sentence: A referral has no date.
todo: Enter the day of the referral.
source: Children in need census, rule 8600
*/
select
    cine_referral_id as record_id,
    cine_person_id as person_id,
    'cine_referral_date' as column_name,
    cast(null as varchar) as value
from staged.ssd_cin_episodes
-- A date after the night is the matter of date_after_as_at.
where cine_referral_date is null
