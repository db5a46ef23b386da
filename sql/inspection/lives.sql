-- The life of every discrepancy and failure that any night held, worked out from all nights up to tonight and
-- nothing else, so that nights run again or out of order give the same lives.
-- grain: claim, claim_id
-- reads: staged.night, history.nights, history.observations
create or replace table history.lives as
with night as (
    select as_at
    from staged.night
),

nights as (
    select
        as_at,
        row_number() over (order by as_at) as night_number
    from history.nights
),

-- Within an unbroken spell the night's number and the claim's own count rise together.
numbered as (
    select
        observations.claim,
        observations.claim_id,
        observations.as_at,
        nights.night_number - row_number() over (
            partition by observations.claim, observations.claim_id
            order by observations.as_at
        ) as spell
    from history.observations as observations
    inner join nights on observations.as_at = nights.as_at
),

spells as (
    select
        claim,
        claim_id,
        min(as_at) as began,
        max(as_at) as ended
    from numbered
    group by claim, claim_id, spell
),

last_spells as (
    select
        claim,
        claim_id,
        max(began) as began,
        max(ended) as ended
    from spells
    group by claim, claim_id
),

sightings as (
    select
        claim,
        claim_id,
        coalesce(min(as_at) filter (where is_seen), min(as_at)) as first_seen,
        coalesce(max(as_at) filter (where is_seen), min(as_at)) as last_seen
    from history.observations
    group by claim, claim_id
)

select
    last_spells.claim,
    last_spells.claim_id,
    last_spells.began,
    sightings.first_seen,
    sightings.last_seen,
    cast(date_diff('day', last_spells.began, last_spells.ended) as integer) as nights_open,
    case
        when last_spells.ended < night.as_at then 'gone'
        when sightings.first_seen = night.as_at then 'new'
        when last_spells.began > sightings.first_seen then 'back'
        else 'open'
    end as status
from last_spells
inner join sightings
    on last_spells.claim = sightings.claim and last_spells.claim_id = sightings.claim_id
cross join night
