-- What is wrong with a tracker row as a whole: its child is unknown, not this locality's, listed twice, or
-- has no such plan open.
-- grain: a tracker row and a kind
-- reads: reconciled.placed_rows, reconciled.matches, reconciled.allocations, reconciled.limits,
--        staged.ssd_s47_enquiry, staged.night
create or replace table reconciled.row_findings as
with
unknown_children as (
    select
        tracker_row_id,
        'missing_from_system' as kind,
        null as field,
        'not_recorded_in_system' as cause,
        null as spreadsheet_value,
        null as system_value,
        'No such child in the case system. If the child is known to the team, please have the record made.'
            as explanation
    from reconciled.matches
    where match_method = 'none'
),

repeated as (
    select
        tracker_row_id,
        'duplicate_row' as kind,
        null as field,
        'copied_row' as cause,
        null as spreadsheet_value,
        null as system_value,
        'The same child stands in another row of this tracker. Please confirm which row is to stay.'
            as explanation
    from reconciled.placed_rows
    where is_duplicate
),

left_localities as (
    select distinct
        person_id,
        locality
    from reconciled.allocations
    where turn > 1
),

elsewhere as (
    select
        placed_rows.tracker_row_id,
        'wrong_locality' as kind,
        'locality' as field,
        case when left_localities.person_id is not null then 'transferred' else 'unknown' end as cause,
        placed_rows.locality as spreadsheet_value,
        placed_rows.system_locality as system_value,
        case
            when left_localities.person_id is not null
                then 'The child has moved to another locality. Please confirm that the row can go.'
            else 'The child is another locality''s in the case system. Please confirm who has the child.'
        end as explanation
    from reconciled.placed_rows as placed_rows
    left join left_localities
        on
            placed_rows.person_id = left_localities.person_id
            and placed_rows.locality = left_localities.locality
    where
        not placed_rows.is_duplicate
        and placed_rows.system_locality <> placed_rows.locality
),

enquiries as (
    select
        enquiries.s47e_person_id as person_id,
        max(enquiries.s47e_s47_start_date) as started
    from staged.ssd_s47_enquiry as enquiries
    group by enquiries.s47e_person_id
),

not_open as (
    select
        placed_rows.tracker_row_id,
        placed_rows.listed_plan_type,
        placed_rows.plan_type,
        placed_rows.plan_status,
        placed_rows.plan_end,
        coalesce(
            enquiries.started > coalesce(placed_rows.plan_end, date '1900-01-01')
            and date_diff('day', enquiries.started, night.as_at) <= limits.unrecorded_plan_days,
            false
        ) as has_enquiry,
        placed_rows.is_new_plan
    from reconciled.placed_rows as placed_rows
    cross join staged.night as night
    cross join reconciled.limits as limits
    left join enquiries
        on placed_rows.person_id = enquiries.person_id
    where
        placed_rows.plan_status <> 'open'
        and not placed_rows.is_duplicate
),

closed as (
    select
        tracker_row_id,
        'not_open_in_system' as kind,
        'plan_type' as field,
        case
            when is_new_plan then 'not_recorded_in_system'
            when plan_status = 'ended' then 'closed_case_left_on'
            when has_enquiry then 'not_recorded_in_system'
            else 'unknown'
        end as cause,
        coalesce(listed_plan_type, plan_type) as spreadsheet_value,
        case
            when plan_status = 'ended' then plan_type || ' plan ended ' || strftime(plan_end, '%Y-%m-%d')
            when has_enquiry then 'no plan open; S47 enquiry open'
            else 'no plan open'
        end as system_value,
        case
            when is_new_plan or (plan_status = 'none' and has_enquiry)
                then 'A plan the case system does not have yet. Please confirm, and have it recorded.'
            when plan_status = 'ended'
                then 'The plan has ended in the case system. Please confirm that the row can go.'
            else 'The case system has no such plan for this child. Please confirm.'
        end as explanation
    from not_open
)

select * from unknown_children
union all
select * from repeated
union all
select * from elsewhere
union all
select * from closed;
