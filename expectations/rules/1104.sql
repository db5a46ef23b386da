/*
severity: error
table: ssd_initial_cp_conference
sentence: An initial conference was held before the referral it belongs to.
todo: Look up both dates and correct the wrong one, or move the conference to the right referral.
source: Children in need census, rule 1104
# Of a child who moved here too, whose conference the census keeps apart from the enquiries.
*/
select
    conference.conference_id as record_id,
    conference.person_id,
    'icpc_icpc_date' as column_name,
    cast(conference.held as varchar) as value
from validated.conferences as conference
inner join staged.ssd_cin_episodes as referral
    on conference.referral_id = referral.cine_referral_id
where conference.held < referral.cine_referral_date
