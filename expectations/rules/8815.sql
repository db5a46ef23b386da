/*
severity: error
table: ssd_cin_episodes
sentence: A child has more than one open referral.
todo: Close the referral that is no longer worked, or delete the one entered twice.
source: Children in need census, rule 8815
# Open unless it says that it ended with no further action; the Department counts those that say it did not.
*/
select
    cine_referral_id as record_id,
    cine_person_id as person_id,
    'cine_close_date' as column_name,
    cast(null as varchar) as value
from staged.ssd_cin_episodes
where
    cine_close_date is null
    and cine_person_id is not null
    and coalesce(cine_referral_nfa, 'N') <> 'Y'
-- The same referral in two rows is the matter of key_repeated; one without a number is a record of its own.
qualify
    min(coalesce(cine_referral_id, 'row ' || source_row)) over (partition by cine_person_id)
    <> max(coalesce(cine_referral_id, 'row ' || source_row)) over (partition by cine_person_id)
