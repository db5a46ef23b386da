-- The children behind the record steps of a bridge; those of a held back locality are the last release's, as
-- its steps are.
-- grain: period, locality, team (or All), indicator, child (or row without one)
-- reads: staged.night, reconciled.gap_children, reconciled.gap_bridge, carried.held_localities,
--        carried.gap_children
create or replace table inspection.gap_children as
select
    night.run_id,
    night.as_at,
    children.period,
    children.locality,
    children.team,
    children.indicator_id,
    children.kind as component,
    children.cause,
    children.person_id,
    children.discrepancy_id,
    children.source_file,
    children.sheet,
    children.cell
from reconciled.gap_children as children
cross join staged.night as night
inner join reconciled.gap_bridge as steps
    on
        children.period = steps.period
        and children.locality = steps.locality
        and children.team = steps.team
        and children.indicator_id = steps.indicator_id
        and children.kind = steps.component
        and children.cause = steps.cause
where
    children.is_a_child
    and children.locality not in (select held.locality from carried.held_localities as held)
union all
select
    night.run_id,
    stale.as_at,
    stale.period,
    stale.locality,
    stale.team,
    stale.indicator_id,
    stale.component,
    stale.cause,
    stale.person_id,
    stale.discrepancy_id,
    stale.source_file,
    stale.sheet,
    stale.cell
from carried.gap_children as stale
cross join staged.night as night
