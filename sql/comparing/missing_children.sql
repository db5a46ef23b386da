-- Children with an open plan whom the tracker of their own locality does not list. Where no row of that plan
-- type, or none of the child's team, was read tonight, a workbook or sheet is missing and not each child; a
-- child that an ambiguous row may be about is not missed either. Nobody is missed whom tonight's extract
-- cannot tell to be this locality's.
-- grain: a person and a plan type
-- reads: reconciled.subjects, reconciled.placed_rows, reconciled.allocations, reconciled.match_candidates,
--        reconciled.matches, reconciled.limits, reconciled.unanswered_claims, staged.night
create or replace table reconciled.missing_children as
with
listed as (
    select distinct
        person_id,
        plan_type,
        locality
    from reconciled.placed_rows
    where person_id is not null
),

perhaps_listed as (
    select distinct
        candidates.person_id,
        placed_rows.locality
    from reconciled.match_candidates as candidates
    inner join reconciled.matches as matches
        on candidates.tracker_row_id = matches.tracker_row_id
    inner join reconciled.placed_rows as placed_rows
        on candidates.tracker_row_id = placed_rows.tracker_row_id
    where matches.match_method = 'ambiguous'
),

listed_teams as (
    select distinct
        locality,
        team
    from reconciled.placed_rows
),

-- The sheet on which a child of that team and plan type is looked for: the one with most of its children.
usual_sheets as (
    select
        locality,
        team,
        listed_plan_type as plan_type,
        source_file,
        sheet,
        count(*) as listed_rows
    from reconciled.placed_rows
    where listed_plan_type is not null
    group by locality, team, listed_plan_type, source_file, sheet
),

team_sheets as (
    select * from usual_sheets
    qualify
        row_number()
            over (
                partition by locality, team, plan_type order by listed_rows desc, source_file asc, sheet asc
            )
        = 1
),

locality_sheets as (
    select * from usual_sheets
    qualify
        row_number()
            over (partition by locality, plan_type order by listed_rows desc, source_file asc, sheet asc)
        = 1
),

-- Where each child is now, and since when if it came from another locality.
arrivals as (
    select
        present.person_id,
        present.locality,
        present.team,
        min(
            case
                when
                    earlier.locality <> present.locality
                    then date_diff('day', present.start_date, night.as_at)
            end
        )
            as days_since_move
    from reconciled.allocations as present
    cross join staged.night as night
    left join reconciled.allocations as earlier
        on
            present.person_id = earlier.person_id
            and earlier.turn = 2
    where present.turn = 1
    group by present.person_id, present.locality, present.team
),

-- Children whom another locality lists, and whether the child was that locality's before.
listed_elsewhere as (
    select
        listed.person_id,
        listed.plan_type,
        max(case when before.person_id is not null then 1 else 0 end) = 1 as was_there
    from listed
    inner join arrivals
        on
            listed.person_id = arrivals.person_id
            and listed.locality <> arrivals.locality
    left join reconciled.allocations as before
        on
            listed.person_id = before.person_id
            and listed.locality = before.locality
            and before.turn > 1
    group by listed.person_id, listed.plan_type
)

select
    subjects.person_id,
    subjects.plan_type,
    subjects.start_date,
    arrivals.locality,
    arrivals.team,
    coalesce(team_sheets.source_file, locality_sheets.source_file) as source_file,
    coalesce(team_sheets.sheet, locality_sheets.sheet) as sheet,
    case
        when listed_elsewhere.was_there then 'listed_where_it_was'
        when arrivals.days_since_move <= limits.recent_move_days then 'moved_in'
        when date_diff('day', subjects.start_date, night.as_at) <= limits.new_plan_days then 'new_plan'
        when listed_elsewhere.person_id is not null then 'listed_elsewhere'
        else 'not_listed'
    end as level
from reconciled.subjects as subjects
cross join staged.night as night
cross join reconciled.limits as limits
inner join arrivals
    on subjects.person_id = arrivals.person_id
inner join locality_sheets
    on
        arrivals.locality = locality_sheets.locality
        and subjects.plan_type = locality_sheets.plan_type
inner join listed_teams
    on
        arrivals.locality = listed_teams.locality
        and (arrivals.team = listed_teams.team or listed_teams.team is null)
left join team_sheets
    on
        arrivals.locality = team_sheets.locality
        and arrivals.team = team_sheets.team
        and subjects.plan_type = team_sheets.plan_type
left join listed
    on
        subjects.person_id = listed.person_id
        and subjects.plan_type = listed.plan_type
        and arrivals.locality = listed.locality
left join listed_elsewhere
    on
        subjects.person_id = listed_elsewhere.person_id
        and subjects.plan_type = listed_elsewhere.plan_type
left join perhaps_listed
    on
        subjects.person_id = perhaps_listed.person_id
        and arrivals.locality = perhaps_listed.locality
left join reconciled.unanswered_claims as unanswered
    on
        subjects.plan_type = unanswered.plan_type
        and unanswered.claim = 'missing_from_spreadsheet'
where
    subjects.is_open
    and unanswered.claim is null
    and listed.person_id is null
    and perhaps_listed.person_id is null
qualify
    row_number() over (partition by subjects.person_id, subjects.plan_type order by listed_teams.team) = 1;
