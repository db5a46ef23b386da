/*
severity: error
table: ssd_cin_episodes
sentence: A referral was made before an earlier one of the same child was closed.
todo: Correct the dates, or record what is new on the referral that was open.
source: Children in need census, rule 8820
*/
with referrals as (
    select
        cine_referral_id as referral_id,
        cine_person_id as person_id,
        cine_referral_date as referred,
        cine_close_date as closed,
        source_row
    from staged.ssd_cin_episodes
)

select distinct
    later.referral_id as record_id,
    later.person_id,
    'cine_referral_date' as column_name,
    cast(later.referred as varchar) as value
from referrals as later
inner join referrals as earlier
    on
        later.person_id = earlier.person_id
        and later.referral_id <> earlier.referral_id
        and (
            later.referred > earlier.referred
            or (later.referred = earlier.referred and later.source_row > earlier.source_row)
        )
        -- A referral may begin on the day the one before is closed; one left open is for 8815 and 8816.
        and later.referred < earlier.closed
