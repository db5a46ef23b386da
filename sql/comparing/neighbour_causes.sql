-- Values that a row took from another: two or three rows close to each other that show each other's, a row or
-- a run of rows that shows more of others' values than chance would give, a brother's or sister's birthday.
-- Chance is given up where it would do the same less than once in 150 (e to the fifth), for as many places as
-- the values could have come from: the two rows on either side, or any row. A single value of a row close by
-- is `likely` where chance would give it less than once in twenty, and `possible` otherwise: then it holds
-- only where nothing else explains the cell.
-- grain: a tracker row and a field
-- reads: reconciled.copied_cells, reconciled.comparable_values, reconciled.comparisons,
--        reconciled.worker_forms, reconciled.text_keys
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
        5 + ln(4) as near_enough,
        3 + ln(4) as likely_enough,
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
    where one.is_beside
),

-- Three rows of which each shows the next one's: a column moved on by a row, its end put first.
rotated as (
    select
        one.tracker_row_id,
        one.other_row_id,
        one.field
    from cells as one
    inner join cells as two
        on
            one.other_row_id = two.tracker_row_id
            and one.field = two.field
    inner join cells as three
        on
            two.other_row_id = three.tracker_row_id
            and two.field = three.field
            and one.tracker_row_id = three.other_row_id
    where one.is_beside and two.is_beside and three.is_beside
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
    select * from rotated
    union
    select * from believed_runs
),

-- A row that took two or more values of another took the rest of its values too: also its words for nothing,
-- its plan type, its team.
sources as (
    select
        tracker_row_id,
        other_row_id
    from believed
    where field not in ('next_visit_due', 'worker')
    group by tracker_row_id, other_row_id
    having count(distinct field) > 1
),

rest_of_rows as (
    select
        own.tracker_row_id,
        sources.other_row_id,
        own.field
    from sources
    inner join reconciled.comparisons as own
        on sources.tracker_row_id = own.tracker_row_id
    inner join reconciled.comparisons as other
        on
            sources.other_row_id = other.tracker_row_id
            and own.field = other.field
    left join reconciled.text_keys as sheet_keys
        on
            own.field = 'worker'
            and own.sheet_text = sheet_keys.words
    left join reconciled.worker_forms as worker_forms
        on
            own.field = 'worker'
            and other.system_text = worker_forms.worker
            and sheet_keys.letters = worker_forms.letters
    where
        not own.agrees
        and (
            own.sheet_date = other.system_date
            or own.sheet_text = other.system_text
            or worker_forms.worker is not null
            or (
                own.state in ('nothing', 'blank')
                and other.system_date is null
                and other.system_text is null
            )
        )
),

-- Who was seen alone goes with the visit.
seen_alone as (
    select
        own.tracker_row_id,
        believed.other_row_id,
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
        other_row_id,
        field,
        'sure' as strength
    from believed
    union all
    select
        tracker_row_id,
        other_row_id,
        field,
        'sure' as strength
    from rest_of_rows
    union all
    select
        tracker_row_id,
        other_row_id,
        field,
        'sure' as strength
    from seen_alone
    union all
    select
        tracker_row_id,
        other_row_id,
        field,
        'sure' as strength
    from cells
    where field = 'dob' and is_sibling
    union all
    select
        cells.tracker_row_id,
        cells.other_row_id,
        cells.field,
        -- A visit to a brother or sister, recorded there, may have been to both.
        case
            when cells.witness >= chances.likely_enough and (not cells.is_sibling or cells.field = 'dob')
                then 'likely'
            else 'possible'
        end as strength
    from cells
    cross join chances
    where cells.is_near and cells.witness > 0
),

-- Whether the other row is one that the sentence may call close.
near_rows as (
    select distinct
        tracker_row_id,
        other_row_id
    from cells
    where is_near
),

strongest as (
    select
        claims.tracker_row_id,
        claims.field,
        claims.strength,
        near_rows.tracker_row_id is not null as is_near
    from claims
    left join near_rows
        on
            claims.tracker_row_id = near_rows.tracker_row_id
            and claims.other_row_id = near_rows.other_row_id
    qualify
        row_number() over (
            partition by claims.tracker_row_id, claims.field
            order by
                case claims.strength when 'sure' then 1 when 'likely' then 2 else 3 end,
                near_rows.tracker_row_id is null
        ) = 1
)

select
    tracker_row_id,
    field,
    case
        when strength = 'sure' and is_near then 'another_row'
        when strength = 'sure' then 'row_elsewhere'
        when strength = 'likely' then 'row_close_by'
        else 'perhaps_row_close_by'
    end as level
from strongest;
