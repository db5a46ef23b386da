-- The evidence of the four indicators of visits to children on CP plans open at the end of the month.
-- grain: an eligible CP plan, a month and an indicator
-- reads: measured.open_plans, measured.visited_cp_plans, staged.night
create or replace table measured.evidence_cp_visits as
with plans as (
    select
        plans.period,
        plans.team,
        plans.person_id,
        plans.record_id,
        plans.working_days_open,
        visited.last_visit,
        visited.seen_alone,
        visited.working_days_since_visit,
        visited.working_days_to_first_visit,
        night.cp_visit_working_days,
        night.cp_first_visit_working_days
    from measured.open_plans as plans
    cross join staged.night as night
    left join measured.visited_cp_plans as visited
        on
            plans.period = visited.period
            and plans.record_id = visited.record_id
    where plans.plan_type = 'CP'
),

in_timescale as (
    select
        period,
        'pct_cp_visits_in_timescale' as indicator_id,
        team,
        person_id,
        record_id,
        -- A plan not yet visited stays in, and is not in timescale.
        coalesce(working_days_since_visit <= cp_visit_working_days, false) as counts,
        working_days_since_visit as days
    from plans
),

not_visited as (
    select
        period,
        'cp_not_visited_10wd' as indicator_id,
        team,
        person_id,
        record_id,
        last_visit is null as counts,
        working_days_open as days
    from plans
    where coalesce(working_days_open > cp_visit_working_days, true)
),

seen_alone as (
    select
        period,
        'pct_seen_alone_last_cp_visit' as indicator_id,
        team,
        person_id,
        record_id,
        -- A blank is never a No: it stays a blank here, and is left out of the percentage.
        seen_alone = 'Y' as counts,
        working_days_since_visit as days
    from plans
    where last_visit is not null
),

first_visit_late as (
    select
        period,
        'cp_first_visit_late' as indicator_id,
        team,
        person_id,
        record_id,
        coalesce(working_days_to_first_visit > cp_first_visit_working_days, true) as counts,
        working_days_to_first_visit as days
    from plans
    where coalesce(working_days_open > cp_first_visit_working_days, true)
)

select * from in_timescale
union all
select * from not_visited
union all
select * from seen_alone
union all
select * from first_visit_late
