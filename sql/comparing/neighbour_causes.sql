-- Values that a row took from another: two rows next to each other that show each other's, a row or a run of
-- rows that shows more of others' values than chance would give, a brother's or sister's birthday. Chance is
-- given up where it would do the same less than once in 150 (e to the fifth), for as many places as the
-- values could have come from: the two next rows, or any row. `is_sure` is false for one rare value of the
-- row beside or of a brother's or sister's, which holds only where nothing else explains the cell.
-- grain: a tracker row and a field
-- reads: reconciled.copied_cells, reconciled.comparable_values, reconciled.comparisons
create or replace table reconciled.neighbour_causes as
with
cells as (
    select
        *,
        -- The next visit follows from the last one, and a team has few workers: they are no witnesses.
        case when is_own_history or field in ('next_visit_due', 'worker') then 0 else says end as witness
    from reconciled.copied_cells
),

chances as (
    select
        5 + ln(2) as near_enough,
        5 + ln(greatest(max(place), 2)) as far_enough
    from reconciled.comparable_values
),

-- That two slips should meet so is far less likely than that the two took each other's place.
exchanged as (
    select
        one.tracker_row_id,
        one.other_row_id,
        one.field
    from cells as one
    inner join cells as other
        on
            one.tracker_row_id = other.other_row_id
            and one.other_row_id = other.tracker_row_id
            and one.field = other.field
    where abs(one.distance) = 1 and one.sheet_place = other.sheet_place
),

-- A run: rows one after the other that all show the row so many places up or down. Where that is the next row
-- one between them may be right by chance.
run_starts as (
    select
        *,
        case
            when
                place - lag(place) over (
                    partition by sheet_place, distance order by place, field
                ) <= case when abs(distance) = 1 then 2 else 1 end
                then 0
            else 1
        end as is_start
    from cells
),

runs as (
    select
        *,
        sum(is_start) over (
            partition by sheet_place, distance order by place, field
            rows between unbounded preceding and current row
        ) as run
    from run_starts
),

weighed as (
    select
        *,
        sum(witness) over (partition by sheet_place, distance, run) as run_says,
        count(*) filter (where witness > 0) over (partition by sheet_place, distance, run) as run_witnesses,
        sum(witness) over (partition by tracker_row_id, other_row_id) as row_says,
        count(*) filter (where witness > 0) over (partition by tracker_row_id, other_row_id) as row_witnesses
    from runs
),

believed_runs as (
    select
        weighed.tracker_row_id,
        weighed.other_row_id,
        weighed.field
    from weighed
    cross join chances
    where
        (
            weighed.row_witnesses >= 2
            and weighed.row_says
            >= case when weighed.is_near then chances.near_enough else chances.far_enough end
        )
        or (
            weighed.run_witnesses >= 3
            and weighed.run_says
            >= case when weighed.is_near then chances.near_enough else chances.far_enough end
        )
),

believed as (
    select * from exchanged
    union
    select * from believed_runs
),

-- Who was seen alone goes with the visit.
seen_alone as (
    select
        own.tracker_row_id,
        'seen_alone' as field
    from reconciled.comparisons as own
    inner join believed
        on
            own.tracker_row_id = believed.tracker_row_id
            and believed.field = 'last_visit'
    inner join reconciled.comparisons as other
        on
            believed.other_row_id = other.tracker_row_id
            and other.field = 'seen_alone'
            and own.sheet_text = other.system_text
    where own.field = 'seen_alone' and not own.agrees
),

claims as (
    select
        tracker_row_id,
        field,
        true as is_sure
    from believed
    union all
    select
        tracker_row_id,
        field,
        true as is_sure
    from seen_alone
    union all
    select
        tracker_row_id,
        field,
        true as is_sure
    from cells
    where field = 'dob' and is_sibling
    union all
    select
        cells.tracker_row_id,
        cells.field,
        false as is_sure
    from cells
    cross join chances
    where cells.is_near and cells.witness >= chances.near_enough
)

select
    tracker_row_id,
    field,
    'another_row' as level,
    max(is_sure) as is_sure
from claims
group by tracker_row_id, field;
