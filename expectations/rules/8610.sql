/*
severity: error
table: ssd_cin_episodes
sentence: A referral that led to further action has no primary need.
todo: Enter the primary need.
source: Children in need census, rule 8610
*/
select
    cine_referral_id as record_id,
    cine_person_id as person_id,
    'cine_cin_primary_need_code' as column_name,
    cast(null as varchar) as value
from staged.ssd_cin_episodes
where cine_referral_nfa = 'N' and cine_cin_primary_need_code is null
