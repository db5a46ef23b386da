/*
severity: error
table: ssd_cin_episodes
sentence: A referral is open, and it is not the child's latest.
todo: Close the earlier referral, or correct the dates.
source: Children in need census, rule 8816
# Open unless it says that it ended with no further action; the Department counts those that say it did not.
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

select
    referral_id as record_id,
    person_id,
    'cine_close_date' as column_name,
    cast(null as varchar) as value
from referrals
where
    closed is null
    and coalesce(nfa, 'N') <> 'Y'
    -- Whatever became of the later one.
    and exists (
        select 1
        from referrals as later
        where later.person_id = referrals.person_id and later.referred > referrals.referred
    )
