-- Every row of a tracker that stands for a child, and which child that is.
-- grain: a tracker row
-- reads: staged.night, staged.tracker_rows, reconciled.matches, carried.held_localities, carried.tracker_rows
create or replace table inspection.tracker_rows as
select
    night.run_id,
    night.as_at,
    tracker_rows.locality,
    tracker_rows.source_file,
    tracker_rows.sheet,
    tracker_rows.row_number,
    tracker_rows.cell,
    matches.person_id,
    coalesce(matches.match_method, 'none') as match_method,
    cast(coalesce(matches.match_score, 0) as double) as match_score
from staged.tracker_rows as tracker_rows
cross join staged.night as night
left join reconciled.matches as matches on tracker_rows.tracker_row_id = matches.tracker_row_id
where
    tracker_rows.locality not in (
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
from carried.tracker_rows as stale
cross join staged.night as night
