-- How many cells agree with the case system under each rule of equivalence; a rule that was not needed has
-- no row.
-- grain: locality, field, rule
-- reads: staged.night, reconciled.equivalence_counts, carried.held_localities, carried.equivalence_counts
create or replace table published.equivalence_counts as
select
    night.run_id,
    night.as_at,
    counts.locality,
    counts.field,
    counts.rule,
    counts.sentence as meaning,
    counts.cells
from reconciled.equivalence_counts as counts
cross join staged.night as night
where
    counts.cells > 0
    and counts.locality not in (
        select held.locality
        from carried.held_localities as held
        where held.is_carried
    )
union all
select
    night.run_id,
    stale.as_at,
    stale.locality,
    stale.field,
    stale.rule,
    stale.meaning,
    stale.cells
from carried.equivalence_counts as stale
cross join staged.night as night
