-- The level of cause of every field that differs: of all that fit, the one of the lowest rank. A row that is
-- asked to go, for its plan has ended, is not asked to fill its blank cells.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.placed_rows, reconciled.neighbour_causes, reconciled.date_causes,
--        reconciled.text_causes, reconciled.following_causes, reconciled.due_dates, reconciled.cause_levels
create or replace table reconciled.field_causes as
with
different as (
    select
        comparisons.tracker_row_id,
        comparisons.field,
        comparisons.state,
        comparisons.typed,
        comparisons.note,
        comparisons.state in ('unreadable', 'nothing')
        or (comparisons.state = 'ambiguous' and comparisons.sheet_date is null) as is_unreadable
    from reconciled.comparisons as comparisons
    inner join reconciled.placed_rows as placed_rows
        on comparisons.tracker_row_id = placed_rows.tracker_row_id
    where
        not comparisons.agrees
        and not (
            comparisons.state = 'blank'
            and placed_rows.plan_status = 'ended'
            and not placed_rows.is_new_plan
        )
),

fitting as (
    select
        tracker_row_id,
        field,
        level
    from reconciled.neighbour_causes
    union all
    select
        tracker_row_id,
        field,
        level
    from reconciled.following_causes
    union all
    select
        tracker_row_id,
        field,
        level
    from reconciled.date_causes
    union all
    select
        tracker_row_id,
        field,
        level
    from reconciled.text_causes
    union all
    select
        tracker_row_id,
        field,
        'left_blank' as level
    from different
    where state = 'blank'
    union all
    select
        different.tracker_row_id,
        different.field,
        'first_visit_not_listed' as level
    from different
    inner join reconciled.due_dates as due_dates
        on different.tracker_row_id = due_dates.tracker_row_id
    where
        different.state = 'blank'
        and different.field in ('last_visit', 'seen_alone')
        and due_dates.is_after_visit_before
        and not due_dates.has_visit_before
    union all
    -- The shape of a date, but none that exists with the day first.
    select
        tracker_row_id,
        field,
        'no_such_date' as level
    from different
    where
        (
            state = 'unreadable'
            and (
                contains(note, 'no such date')
                or regexp_matches(typed, '^\s*\d{1,4}([./ -])\d{1,2}[./ -]\d{1,4}\s*$')
            )
        )
        or (is_unreadable and contains(note, 'only possible month first'))
    union all
    select
        tracker_row_id,
        field,
        'two_ways' as level
    from different
    where is_unreadable and state = 'ambiguous' and regexp_matches(typed, '^[0-9./ -]+$')
    union all
    select
        tracker_row_id,
        field,
        'words_for_a_value' as level
    from different
    where is_unreadable
    union all
    select
        tracker_row_id,
        field,
        'not_known' as level
    from different
)

select
    different.tracker_row_id,
    different.field,
    -- Another row's word for nothing can be read: it is that row's.
    case
        when different.is_unreadable and levels.cause <> 'copied_row' then 'unreadable_value'
        else 'value_differs'
    end as kind,
    levels.level
from different
inner join fitting
    on
        different.tracker_row_id = fitting.tracker_row_id
        and different.field = fitting.field
inner join reconciled.cause_levels as levels
    on fitting.level = levels.level
qualify
    row_number() over (partition by different.tracker_row_id, different.field order by levels.rank) = 1;
