-- Rows that a manager may wrongly divide by as well: by indicator, how many there are beside its own
-- evidence.
-- grain: a month, locality, team (or All), indicator and what was added
-- reads: measured.open_plans, measured.visited_cp_plans, measured.allocations, staged.ssd_cin_assessments,
--        staged.ssd_s47_enquiry, staged.ssd_cp_reviews, staged.ssd_professionals, staged.teams, staged.months
create or replace table reconciled.extra_denominators as
with
started_assessments as (
    select
        months.period,
        'pct_assessments_45wd' as indicator_id,
        'assessments started in the month' as added,
        assessments.cina_assessment_team as team
    from staged.ssd_cin_assessments as assessments
    inner join staged.months as months
        on assessments.cina_assessment_start_date between months.first_day and months.last_day
    where
        assessments.cina_assessment_auth_date is null
        or assessments.cina_assessment_auth_date > months.last_day
),

started_enquiries as (
    select
        months.period,
        'pct_icpc_15wd' as indicator_id,
        'S47 enquiries started in the month' as added,
        enquiries.s47e_s47_completed_by_team as team
    from staged.ssd_s47_enquiry as enquiries
    inner join staged.months as months
        on enquiries.s47e_s47_start_date between months.first_day and months.last_day
),

reviews_to_come as (
    select
        months.period,
        'pct_cp_reviews_in_timescale' as indicator_id,
        case
            when
                reviews.cppr_cp_review_due <= last_day(months.last_day + 1)
                then 'reviews due in the month after'
            else 'reviews due later'
        end as added,
        allocations.team
    from staged.ssd_cp_reviews as reviews
    inner join staged.months as months
        on
            reviews.cppr_cp_review_due > months.last_day
            and (reviews.cppr_cp_review_date is null or reviews.cppr_cp_review_date > months.last_day)
    inner join measured.open_plans as plans
        on
            reviews.cppr_cp_plan_id = plans.plan_id
            and months.period = plans.period
            and plans.plan_type = 'CP'
    inner join measured.allocations as allocations
        on
            reviews.cppr_person_id = allocations.person_id
            and months.last_day = allocations.day
            and allocations.is_open
),

plans_not_visited as (
    select
        plans.period,
        'pct_seen_alone_last_cp_visit' as indicator_id,
        'children not yet visited' as added,
        plans.team
    from measured.open_plans as plans
    left join measured.visited_cp_plans as visited
        on
            plans.period = visited.period
            and plans.record_id = visited.record_id
    where plans.plan_type = 'CP' and visited.record_id is null
),

children_without_plan as (
    select
        months.period,
        'pct_supervised_30d' as indicator_id,
        'all allocated children' as added,
        allocations.team
    from staged.months as months
    inner join measured.allocations as allocations
        on
            months.last_day = allocations.day
            and allocations.is_open
    left join measured.open_plans as plans
        on
            months.period = plans.period
            and allocations.person_id = plans.person_id
    where plans.person_id is null
),

managers as (
    select
        months.period,
        'average_caseload' as indicator_id,
        'the team''s manager' as added,
        workers.prof_professional_department as team
    from staged.months as months
    cross join staged.ssd_professionals as workers
    where contains(lower(workers.prof_professional_job_title), 'manager')
),

added_rows as (
    select * from started_assessments
    union all
    select * from started_enquiries
    union all
    select * from reviews_to_come
    union all
    select * from plans_not_visited
    union all
    select * from children_without_plan
    union all
    select * from managers
),

placed as (
    select
        added_rows.period,
        teams.locality,
        added_rows.team,
        added_rows.indicator_id,
        added_rows.added
    from added_rows
    inner join staged.teams as teams
        on added_rows.team = teams.team
)

select
    period,
    locality,
    team,
    indicator_id,
    added,
    count(*) as extra
from placed
group by period, locality, team, indicator_id, added
union all
select
    period,
    locality,
    'All' as team,
    indicator_id,
    added,
    count(*) as extra
from placed
group by period, locality, indicator_id, added;
