-- What is wrong with a tracker row as a whole: its child is unknown, not this locality's, listed twice, or
-- has no such plan open; and the level of its cause, of all that fit the one of the lowest rank. Nothing is
-- said that tonight's extract cannot bear out.
-- grain: a tracker row and a kind
-- reads: reconciled.placed_rows, reconciled.matches, reconciled.allocations, reconciled.limits,
--        reconciled.cause_levels, reconciled.unanswered_rows, staged.ssd_s47_enquiry, staged.night
create or replace table reconciled.row_findings as
with
-- Where each child was before.
allocations_before as (
    select
        person_id,
        team,
        locality
    from reconciled.allocations
    where turn > 1
),

left_localities as (
    select distinct
        person_id,
        locality
    from allocations_before
),

left_teams as (
    select distinct
        person_id,
        team
    from allocations_before
),

-- The last enquiry that is open, or that ended with something to follow.
enquiries as (
    select
        enquiries.s47e_person_id as person_id,
        enquiries.s47e_s47_start_date as started,
        case
            when enquiries.s47e_s47_end_date <= night.as_at
                then 'S47 enquiry ended ' || strftime(enquiries.s47e_s47_end_date, '%Y-%m-%d')
            else 'S47 enquiry open'
        end as enquiry
    from staged.ssd_s47_enquiry as enquiries
    cross join staged.night as night
    where
        enquiries.s47e_s47_start_date <= night.as_at
        and (
            enquiries.s47e_s47_end_date is null
            or enquiries.s47e_s47_end_date > night.as_at
            or coalesce(upper(enquiries.s47e_s47_nfa), '') not in ('Y', 'YES', '1', 'TRUE')
        )
    qualify
        row_number() over (
            partition by enquiries.s47e_person_id
            order by
                enquiries.s47e_s47_start_date desc,
                enquiries.s47e_s47_end_date desc nulls first,
                enquiries.s47e_s47_enquiry_id desc
        ) = 1
),

not_open as (
    select
        placed_rows.tracker_row_id,
        coalesce(placed_rows.listed_plan_type, placed_rows.plan_type) as spreadsheet_value,
        placed_rows.plan_status,
        placed_rows.is_new_plan,
        placed_rows.plan_status = 'none' and enquiries.person_id is not null as has_enquiry,
        case
            when placed_rows.plan_status = 'ended'
                then
                    placed_rows.plan_type || ' plan ended ' || strftime(placed_rows.plan_end, '%Y-%m-%d')
            else concat_ws('; ', 'no plan open', enquiries.enquiry)
        end as system_value
    from reconciled.placed_rows as placed_rows
    cross join staged.night as night
    cross join reconciled.limits as limits
    left join enquiries
        on
            placed_rows.person_id = enquiries.person_id
            and date_diff('day', enquiries.started, night.as_at) <= limits.unrecorded_plan_days
    where
        placed_rows.plan_status <> 'open'
        and not placed_rows.is_duplicate
),

findings as (
    select
        tracker_row_id,
        'missing_from_system' as kind,
        null as field,
        null as spreadsheet_value,
        null as system_value
    from reconciled.matches
    where match_method = 'none'
    union all
    select
        tracker_row_id,
        'duplicate_row' as kind,
        null as field,
        null as spreadsheet_value,
        null as system_value
    from reconciled.placed_rows
    where is_duplicate
    union all
    select
        tracker_row_id,
        'wrong_locality' as kind,
        'locality' as field,
        locality as spreadsheet_value,
        system_locality as system_value
    from reconciled.placed_rows
    where
        not is_duplicate
        and system_locality <> locality
    union all
    select
        tracker_row_id,
        'not_open_in_system' as kind,
        'plan_type' as field,
        spreadsheet_value,
        system_value
    from not_open
),

fitting as (
    select
        kinds.kind,
        kinds.level,
        findings.tracker_row_id
    from findings
    inner join (
        values
        ('missing_from_system', 'row_of_nobody'),
        ('duplicate_row', 'row_twice'),
        ('wrong_locality', 'another_locality'),
        ('not_open_in_system', 'no_such_plan')
    ) as kinds (kind, level)
        on findings.kind = kinds.kind
    union all
    select
        'duplicate_row' as kind,
        'row_of_the_team_before' as level,
        placed_rows.tracker_row_id
    from reconciled.placed_rows as placed_rows
    inner join left_teams
        on
            placed_rows.person_id = left_teams.person_id
            and placed_rows.team = left_teams.team
    where placed_rows.team <> placed_rows.system_team
    union all
    select
        'wrong_locality' as kind,
        'moved_locality' as level,
        placed_rows.tracker_row_id
    from reconciled.placed_rows as placed_rows
    inner join left_localities
        on
            placed_rows.person_id = left_localities.person_id
            and placed_rows.locality = left_localities.locality
    union all
    select
        'not_open_in_system' as kind,
        'plan_not_recorded' as level,
        tracker_row_id
    from not_open
    where is_new_plan or has_enquiry
    union all
    select
        'not_open_in_system' as kind,
        'plan_ended' as level,
        tracker_row_id
    from not_open
    where plan_status = 'ended'
)

select
    findings.tracker_row_id,
    findings.kind,
    findings.field,
    levels.level,
    findings.spreadsheet_value,
    findings.system_value
from findings
inner join fitting
    on
        findings.tracker_row_id = fitting.tracker_row_id
        and findings.kind = fitting.kind
inner join reconciled.cause_levels as levels
    on fitting.level = levels.level
left join reconciled.unanswered_rows as unanswered
    on
        findings.tracker_row_id = unanswered.tracker_row_id
        and findings.kind = unanswered.claim
where unanswered.claim is null
qualify
    row_number() over (partition by findings.tracker_row_id, findings.kind order by levels.rank) = 1;
