-- Each tracker row beside what the case system says of its child: which plan it is about, whether that plan
-- is open, whose child it is now, and whether an earlier row of the locality is about the same plan.
-- grain: a tracker row
-- reads: staged.tracker_rows, staged.tracker_values, staged.night, reconciled.matches, reconciled.plans,
--        reconciled.allocations, reconciled.limits
create or replace table reconciled.placed_rows as
with
own_plan_cells as (
    select distinct tracker_row_id
    from staged.tracker_values
    where field = 'plan_type' and state = 'read'
),

row_dates as (
    select
        tracker_values.tracker_row_id,
        max(case when tracker_values.field = 'plan_start' then tracker_values.date_value end) as plan_start,
        -- How far the row is brought up to date, in days.
        sum(
            case
                when
                    tracker_values.field in ('last_visit', 'last_supervision', 'last_review')
                    and tracker_values.date_value <= night.as_at
                    then date_diff('day', date '1990-01-01', tracker_values.date_value)
            end
        ) as freshness
    from staged.tracker_values as tracker_values
    cross join staged.night as night
    where tracker_values.state = 'read'
    group by tracker_values.tracker_row_id
),

-- The plan to hold against a row whose own plan type is not open: the child's open plan, else the last one.
main_plans as (
    select
        person_id,
        plan_type,
        is_open
    from reconciled.plans
    where turn = 1
    qualify
        row_number() over (partition by person_id order by is_open desc, start_date desc, plan_type desc) = 1
),

plans_begun as (
    select distinct
        person_id,
        plan_type,
        start_date
    from reconciled.plans
),

placed as (
    select
        tracker_rows.tracker_row_id,
        tracker_rows.locality,
        tracker_rows.team,
        tracker_rows.source_file,
        tracker_rows.sheet,
        tracker_rows.row_number,
        tracker_rows.cell,
        tracker_rows.plan_type as listed_plan_type,
        matches.person_id,
        -- A plan type in the row itself may be wrong like any other field, but not where the row begins with
        -- a plan of that type; that of a whole sheet says what the sheet lists.
        case
            when tracker_rows.plan_type is null then main_plans.plan_type
            when
                own_plan_cells.tracker_row_id is null
                or coalesce(plans.is_open, false)
                or plans_begun.person_id is not null
                then tracker_rows.plan_type
            when main_plans.is_open then main_plans.plan_type
            else tracker_rows.plan_type
        end as plan_type,
        allocations.team as system_team,
        allocations.locality as system_locality
    from staged.tracker_rows as tracker_rows
    inner join reconciled.matches as matches
        on tracker_rows.tracker_row_id = matches.tracker_row_id
    left join own_plan_cells
        on tracker_rows.tracker_row_id = own_plan_cells.tracker_row_id
    left join reconciled.plans as plans
        on
            matches.person_id = plans.person_id
            and tracker_rows.plan_type = plans.plan_type
            and plans.turn = 1
    left join row_dates
        on tracker_rows.tracker_row_id = row_dates.tracker_row_id
    left join plans_begun
        on
            matches.person_id = plans_begun.person_id
            and tracker_rows.plan_type = plans_begun.plan_type
            and row_dates.plan_start = plans_begun.start_date
    left join main_plans
        on matches.person_id = main_plans.person_id
    left join reconciled.allocations as allocations
        on
            matches.person_id = allocations.person_id
            and allocations.turn = 1
)

select
    placed.tracker_row_id,
    placed.locality,
    placed.team,
    placed.source_file,
    placed.sheet,
    placed.row_number,
    placed.cell,
    placed.listed_plan_type,
    placed.person_id,
    placed.plan_type,
    placed.system_team,
    placed.system_locality,
    plans.end_date as plan_end,
    -- Begun lately, and after the last plan known had ended: a new one, which the case system does not have.
    coalesce(
        placed.person_id is not null
        and not coalesce(plans.is_open, false)
        and row_dates.plan_start > coalesce(plans.end_date, date '1900-01-01')
        and date_diff('day', row_dates.plan_start, night.as_at) between 0 and limits.unrecorded_plan_days,
        false
    ) as is_new_plan,
    case
        when placed.person_id is null then null
        when plans.is_open then 'open'
        when plans.person_id is not null then 'ended'
        else 'none'
    end as plan_status,
    -- The row to stay is on the sheet of the child's own team, else the more up to date, else the upper.
    placed.person_id is not null
    and row_number() over (
        partition by placed.person_id, placed.plan_type, placed.locality
        order by
            coalesce(placed.team = placed.system_team, false) desc,
            coalesce(row_dates.freshness, 0) desc,
            placed.tracker_row_id
    ) > 1 as is_duplicate
from placed
cross join staged.night as night
cross join reconciled.limits as limits
left join reconciled.plans as plans
    on
        placed.person_id = plans.person_id
        and placed.plan_type = plans.plan_type
        and plans.turn = 1
left join row_dates
    on placed.tracker_row_id = row_dates.tracker_row_id;
