/*
suite: release
severity: error
critical: true
table: inspection.tracker_rows
sentence: Rows of a tracker were lost on the way to the release, or doubled.
todo: Tell the data analyst; the release before stays until this is mended.
source: Nothing is dropped in silence
*/
with matched as (
    select
        tracker_row_id,
        count(*) as outcomes
    from reconciled.matches
    group by tracker_row_id
),

counted as (
    select
        tracker_row.locality,
        tracker_row.source_file,
        count(*) as staged_rows,
        sum(coalesce(matched.outcomes, 0)) as outcomes
    from staged.tracker_rows as tracker_row
    left join matched
        on tracker_row.tracker_row_id = matched.tracker_row_id
    group by tracker_row.locality, tracker_row.source_file
),

released as (
    select
        tracker_row.locality,
        tracker_row.source_file,
        count(*) as released_rows
    from inspection.tracker_rows as tracker_row
    inner join staged.night as night
        on tracker_row.as_at = night.as_at
    group by tracker_row.locality, tracker_row.source_file
)

select
    counted.source_file as record_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as column_name,
    counted.staged_rows || ' rows read, ' || counted.outcomes || ' matched, ambiguous or nobody''s, '
    || coalesce(released.released_rows, 0) || ' released' as value,
    counted.locality
from counted
left join carried.held_localities as held
    on counted.locality = held.locality
left join released
    on counted.locality = released.locality and counted.source_file = released.source_file
where
    counted.staged_rows <> counted.outcomes
    -- Of a locality held back an earlier night's rows are shown.
    or (held.locality is null and counted.staged_rows <> coalesce(released.released_rows, 0))
