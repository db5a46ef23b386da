-- How long each team's worklist is, and what came to it and went from it since the night before. A team whose
-- list has become empty still has a row. Of a night that is the first nothing can have come or gone.
-- grain: locality, team
-- reads: staged.night, history.nights, history.observations, worklists.worklist_rows
create or replace table pages.worklists as
with night as (
    select as_at
    from staged.night
),

last_night as (
    select max(nights.as_at) as as_at
    from history.nights as nights
    cross join night
    where nights.as_at < night.as_at
),

held as (
    select
        observations.locality,
        coalesce(observations.team, 'No team') as team,
        observations.claim_id,
        observations.as_at = night.as_at as is_tonights
    from history.observations as observations
    cross join night
    cross join last_night
    where
        observations.claim = 'discrepancy'
        and observations.locality is not null
        and (observations.as_at = night.as_at or observations.as_at = last_night.as_at)
),

moves as (
    select
        locality,
        team,
        claim_id,
        bool_or(is_tonights) as is_there,
        bool_or(not is_tonights) as was_there
    from held
    group by locality, team, claim_id
),

moved as (
    select
        locality,
        team,
        count(*) filter (where is_there and not was_there) as came,
        count(*) filter (where was_there and not is_there) as gone
    from moves
    group by locality, team
),

listed as (
    select
        locality,
        team,
        count(*) as discrepancies,
        count(*) filter (where says = 'open') as unanswered,
        max(nights_open) as oldest
    from worklists.worklist_rows
    group by locality, team
)

select
    moved.locality,
    moved.team,
    coalesce(listed.discrepancies, 0) as discrepancies,
    coalesce(listed.unanswered, 0) as unanswered,
    listed.oldest,
    last_night.as_at as night_before,
    case when last_night.as_at is not null then moved.came end as came,
    case when last_night.as_at is not null then moved.gone end as gone
from moved
cross join last_night
left join listed on moved.locality = listed.locality and moved.team = listed.team
order by moved.locality asc, moved.team <> 'All' asc, moved.team asc
