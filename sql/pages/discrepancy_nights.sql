-- How many discrepancies each locality had, night by night, over the last thirty nights. A held back
-- locality's are those of its last good night: they have not gone, and nobody looked.
-- grain: locality, night
-- reads: history.nights, history.observations, pages.trust
create or replace table pages.discrepancy_nights as
with latest as (
    select
        as_at,
        row_number() over (order by as_at desc) as nights_back
    from history.nights
),

held as (
    select
        as_at,
        locality,
        count(*) as discrepancies
    from history.observations
    where claim = 'discrepancy'
    group by as_at, locality
)

select
    trust.locality,
    latest.as_at,
    coalesce(held.discrepancies, 0) as discrepancies
from latest
cross join pages.trust as trust
left join held on latest.as_at = held.as_at and trust.locality = held.locality
where latest.nights_back <= 30
order by trust.locality, latest.as_at
