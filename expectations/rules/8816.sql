/*
severity: error
table: ssd_cin_episodes
sentence: A referral is open, and a later one of the same child has been closed.
todo: Close the earlier referral, or correct the dates.
source: Children in need census, rule 8816
*/
with referrals as (
    select
        cine_referral_id as referral_id,
        cine_person_id as person_id,
        cine_referral_date as referred,
        cine_close_date as closed,
        cine_referral_nfa as nfa
    from staged.ssd_cin_episodes
)

select distinct
    earlier.referral_id as record_id,
    earlier.person_id,
    'cine_close_date' as column_name,
    cast(null as varchar) as value
from referrals as earlier
inner join referrals as later
    on
        earlier.person_id = later.person_id
        and earlier.referral_id <> later.referral_id
        and earlier.referred < later.referred
-- Two open ones are the matter of rule 8815.
where earlier.closed is null and coalesce(earlier.nfa, 'N') <> 'Y' and later.closed is not null
