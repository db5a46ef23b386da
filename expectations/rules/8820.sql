/*
severity: error
table: ssd_cin_episodes
sentence: A referral was made while another one of the same child was going on.
todo: Correct the dates, or record what is new on the referral that was open.
source: Children in need census, rule 8820
# Open unless it says that it ended with no further action; the Department counts those that say it did not.
*/
with referrals as (
    select
        cine_referral_id as referral_id,
        coalesce(cine_referral_id, 'row ' || source_row) as referral_key,
        cine_person_id as person_id,
        cine_referral_date as referred,
        case
            when cine_close_date is not null then cine_close_date
            -- An open referral that ended with no further action goes on for nobody.
            when coalesce(cine_referral_nfa, 'N') <> 'Y' then date '9999-12-31'
        end as goes_on_until
    from staged.ssd_cin_episodes
)

select
    referral_id as record_id,
    person_id,
    'cine_referral_date' as column_name,
    cast(referred as varchar) as value
from referrals
where exists (
    select 1
    from referrals as other
    where
        other.person_id = referrals.person_id
        -- The same referral in two rows is the matter of key_repeated.
        and other.referral_key <> referrals.referral_key
        and other.referred <= referrals.referred
        -- A referral may be made on the day another one is closed.
        and referrals.referred < other.goes_on_until
)
