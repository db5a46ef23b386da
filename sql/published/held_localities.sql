-- The localities of which not everything could be read tonight. Where an earlier release has their rows,
-- those stand in for all of the locality (is_carried); where none has, what could be read is shown, without
-- what only a complete tracker can tell: who is missing from it, and how many it lists.
-- grain: a locality
-- reads: carried.refusals, carried.source_freshness
create or replace table carried.held_localities as
with earlier as (
    select distinct locality
    from carried.source_freshness
    where status in ('fresh', 'stale')
),

refused as (
    select distinct locality
    from carried.refusals
)

select
    refused.locality,
    earlier.locality is not null as is_carried
from refused
left join earlier on refused.locality = earlier.locality
