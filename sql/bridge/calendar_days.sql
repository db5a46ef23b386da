-- What each indicator with a limit in working days would be if every day were counted: the same evidence,
-- other days.
-- grain: a month, locality, team (or All) and indicator
-- reads: measured.evidence, measured.visited_cp_plans, measured.open_plans, staged.ssd_cin_assessments,
--        staged.ssd_initial_cp_conference, staged.ssd_s47_enquiry, staged.months, staged.teams, staged.night
create or replace table reconciled.calendar_days as
with
system_evidence as (
    select
        period,
        indicator_id,
        locality,
        team,
        record_id,
        counts
    from measured.evidence
    where source = 'case_system'
),

assessment_days as (
    select
        cina_assessment_id as record_id,
        max(date_diff('day', cina_assessment_start_date, cina_assessment_auth_date)) as days
    from staged.ssd_cin_assessments
    group by cina_assessment_id
),

conference_days as (
    select
        conferences.icpc_icpc_id as record_id,
        max(date_diff('day', enquiries.s47e_s47_start_date, conferences.icpc_icpc_date)) as days
    from staged.ssd_initial_cp_conference as conferences
    inner join staged.ssd_s47_enquiry as enquiries
        on conferences.icpc_s47_enquiry_id = enquiries.s47e_s47_enquiry_id
    group by conferences.icpc_icpc_id
),

recounted as (
    select
        evidence.period,
        evidence.indicator_id,
        evidence.locality,
        evidence.team,
        assessment_days.days <= night.assessment_working_days as counts
    from system_evidence as evidence
    cross join staged.night as night
    inner join assessment_days
        on evidence.record_id = assessment_days.record_id
    where evidence.indicator_id = 'pct_assessments_45wd' and evidence.counts is not null
    union all
    select
        evidence.period,
        evidence.indicator_id,
        evidence.locality,
        evidence.team,
        conference_days.days <= night.icpc_working_days as counts
    from system_evidence as evidence
    cross join staged.night as night
    inner join conference_days
        on evidence.record_id = conference_days.record_id
    where evidence.indicator_id = 'pct_icpc_15wd' and evidence.counts is not null
    union all
    select
        evidence.period,
        evidence.indicator_id,
        evidence.locality,
        evidence.team,
        coalesce(date_diff('day', visited.last_visit, months.last_day) <= night.cp_visit_working_days, false)
            as counts
    from system_evidence as evidence
    cross join staged.night as night
    inner join staged.months as months
        on evidence.period = months.period
    left join measured.visited_cp_plans as visited
        on
            evidence.period = visited.period
            and evidence.record_id = visited.record_id
    where evidence.indicator_id = 'pct_cp_visits_in_timescale'
    union all
    -- More plans are ten days old than ten working days, so these come from the open plans themselves.
    select
        plans.period,
        'cp_not_visited_10wd' as indicator_id,
        teams.locality,
        plans.team,
        true as counts
    from measured.open_plans as plans
    cross join staged.night as night
    inner join staged.teams as teams
        on plans.team = teams.team
    left join measured.visited_cp_plans as visited
        on
            plans.period = visited.period
            and plans.record_id = visited.record_id
    where
        plans.plan_type = 'CP'
        and visited.record_id is null
        and plans.days_open > night.cp_visit_working_days
),

scoped as (
    select
        period,
        locality,
        team,
        indicator_id,
        counts
    from recounted
    where team is not null
    union all
    select
        period,
        locality,
        'All' as team,
        indicator_id,
        counts
    from recounted
)

select
    period,
    locality,
    team,
    indicator_id,
    case
        when indicator_id = 'cp_not_visited_10wd' then cast(count(*) filter (where counts) as double)
        else 100.0 * count(*) filter (where counts) / count(*)
    end as value
from scoped
group by period, locality, team, indicator_id;
