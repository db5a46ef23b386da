-- Values that two rows next to each other have exchanged: each shows what the case system has for the other.
-- 'Seen alone' is left out, for of two rows that differ in it any two are exchanged.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.placed_rows, reconciled.text_keys, reconciled.person_keys,
--        reconciled.history
create or replace table reconciled.neighbour_causes as
with
places as (
    select
        tracker_row_id,
        lead(tracker_row_id)
            over (partition by source_file, sheet order by row_number, tracker_row_id)
            as next_row_id
    from reconciled.placed_rows
),

own_history as (
    select distinct
        person_id,
        plan_type,
        field,
        event_date
    from reconciled.history
),

different as (
    select
        comparisons.tracker_row_id,
        comparisons.field,
        history.person_id is not null as is_own_history,
        coalesce(strftime(comparisons.sheet_date, '%Y-%m-%d'), sheet_keys.letters, comparisons.sheet_text)
            as sheet_value,
        coalesce(
            strftime(comparisons.system_date, '%Y-%m-%d'),
            system_keys.letters,
            person_keys.name_key,
            comparisons.system_text
        ) as system_value
    from reconciled.comparisons as comparisons
    left join reconciled.text_keys as sheet_keys
        on
            comparisons.field in ('name', 'worker')
            and comparisons.sheet_text = sheet_keys.words
    left join reconciled.text_keys as system_keys
        on
            comparisons.field = 'worker'
            and comparisons.system_text = system_keys.words
    left join reconciled.person_keys as person_keys
        on
            comparisons.field = 'name'
            and comparisons.person_id = person_keys.person_id
    left join own_history as history
        on
            comparisons.person_id = history.person_id
            and comparisons.plan_type = history.plan_type
            and comparisons.field = history.field
            and comparisons.sheet_date = history.event_date
    where
        not comparisons.agrees
        and comparisons.state in ('read', 'ambiguous')
        and comparisons.field not in ('seen_alone', 'team', 'plan_type')
),

exchanged as (
    select
        upper_row.field,
        upper_row.tracker_row_id as upper_row_id,
        lower_row.tracker_row_id as lower_row_id,
        upper_row.is_own_history or lower_row.is_own_history as is_own_history,
        -- The next visit follows from the last one: it is no second witness.
        sum(case when upper_row.field = 'next_visit_due' then 0 else 1 end) over (
            partition by upper_row.tracker_row_id
        ) as witnesses
    from different as upper_row
    inner join places
        on upper_row.tracker_row_id = places.tracker_row_id
    inner join different as lower_row
        on
            places.next_row_id = lower_row.tracker_row_id
            and upper_row.field = lower_row.field
            and upper_row.sheet_value = lower_row.system_value
            and upper_row.system_value = lower_row.sheet_value
),

-- One field alone may be two rows that are each behind or ahead: brothers and sisters are visited together.
believed as (
    select
        upper_row_id,
        lower_row_id,
        field
    from exchanged
    where witnesses > 1 or not is_own_history
)

select
    upper_row_id as tracker_row_id,
    field,
    'another_row' as level
from believed
union
select
    lower_row_id as tracker_row_id,
    field,
    'another_row' as level
from believed;
