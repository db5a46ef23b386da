-- The life of every discrepancy and failure that tonight holds, worked out from all nights up to tonight and
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

current_spells as (
    select
        numbered.claim,
        numbered.claim_id,
        min(numbered.as_at) as began
    from numbered
    cross join night
    group by numbered.claim, numbered.claim_id, numbered.spell, night.as_at
    having max(numbered.as_at) = night.as_at
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
    current_spells.claim,
    current_spells.claim_id,
    sightings.first_seen,
    sightings.last_seen,
    cast(date_diff('day', current_spells.began, night.as_at) as integer) as nights_open,
    case
        when sightings.first_seen = night.as_at then 'new'
        when current_spells.began > sightings.first_seen then 'back'
        else 'open'
    end as status
from current_spells
inner join sightings
    on current_spells.claim = sightings.claim and current_spells.claim_id = sightings.claim_id
cross join night
