-- The children that a row of a tracker is between: of an `ambiguous` row none was chosen; of a row that fits
-- several, one of whom alone is to be listed there, that one was (see inspection.tracker_rows).
-- grain: a tracker row and a child it may be
-- reads: staged.night, staged.tracker_rows, reconciled.matches, reconciled.match_candidates,
--        carried.held_localities, carried.match_candidates
create or replace table inspection.match_candidates as
select
    night.run_id,
    night.as_at,
    tracker_rows.locality,
    tracker_rows.source_file,
    tracker_rows.sheet,
    tracker_rows.row_number,
    tracker_rows.cell,
    candidates.person_id,
    candidates.match_method,
    cast(candidates.match_score as double) as match_score
from staged.tracker_rows as tracker_rows
cross join staged.night as night
inner join reconciled.matches as matches on tracker_rows.tracker_row_id = matches.tracker_row_id
inner join reconciled.match_candidates as candidates
    on tracker_rows.tracker_row_id = candidates.tracker_row_id
where
    matches.match_method <> candidates.match_method
    and tracker_rows.locality not in (
        select held.locality
        from carried.held_localities as held
        where held.is_carried
    )
union all
select
    night.run_id,
    stale.as_at,
    stale.locality,
    stale.source_file,
    stale.sheet,
    stale.row_number,
    stale.cell,
    stale.person_id,
    stale.match_method,
    stale.match_score
from carried.match_candidates as stale
cross join staged.night as night
