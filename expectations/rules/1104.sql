/*
severity: error
table: ssd_initial_cp_conference
sentence: An initial conference was held before the referral it belongs to.
todo: Look up both dates and correct the wrong one, or move the conference to the right referral.
source: Children in need census, rule 1104
*/
select
    conference.icpc_icpc_id as record_id,
    conference.icpc_person_id as person_id,
    'icpc_icpc_date' as column_name,
    cast(conference.icpc_icpc_date as varchar) as value
from staged.ssd_initial_cp_conference as conference
inner join staged.ssd_cin_episodes as referral
    on conference.icpc_referral_id = referral.cine_referral_id
where conference.icpc_icpc_date < referral.cine_referral_date
