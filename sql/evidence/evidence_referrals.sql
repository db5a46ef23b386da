-- The evidence of pct_rereferrals_12m: referrals in the month, and the days since the same child's referral
-- before.
-- grain: a referral, in its month; an id delivered twice is one referral, its first line
-- reads: staged.ssd_cin_episodes, staged.months, staged.night
create or replace table measured.evidence_referrals as
with referrals as (
    select
        coalesce(cine_referral_id, 'line ' || cast(source_row as varchar)) as record_id,
        cine_person_id as person_id,
        cine_referral_team as team,
        cine_referral_date as referred
    from staged.ssd_cin_episodes
    qualify
        row_number() over (
            partition by coalesce(cine_referral_id, 'line ' || cast(source_row as varchar))
            order by source_row
        ) = 1
),

-- By day, so that two referrals of one day are not each other's earlier one.
days_referred as (
    select distinct
        person_id,
        referred
    from referrals
    where person_id is not null
),

earlier as (
    select
        person_id,
        referred,
        lag(referred) over (partition by person_id order by referred) as referred_before
    from days_referred
)

select
    months.period,
    'pct_rereferrals_12m' as indicator_id,
    referrals.team,
    referrals.person_id,
    referrals.record_id,
    -- A referral of nobody we can name may or may not be the second.
    case
        when referrals.person_id is not null
            then coalesce(
                earlier.referred_before
                >= cast(referrals.referred - night.rereferral_months * interval '1' month as date),
                false
            )
    end as counts,
    cast(date_diff('day', earlier.referred_before, referrals.referred) as integer) as days
from referrals
cross join staged.night as night
inner join staged.months as months
    on referrals.referred between months.first_day and months.last_day
left join earlier
    on
        referrals.person_id = earlier.person_id
        and referrals.referred = earlier.referred
