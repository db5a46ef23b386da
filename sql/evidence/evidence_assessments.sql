-- The evidence of pct_assessments_45wd: assessments completed in the month, and the working days they took.
-- grain: an assessment, in the month it was completed; an id delivered twice is one, its first line
-- reads: staged.ssd_cin_assessments, staged.months, staged.calendar, staged.night
create or replace table measured.evidence_assessments as
with assessments as (
    select
        coalesce(cina_assessment_id, 'line ' || cast(source_row as varchar)) as record_id,
        cina_person_id as person_id,
        cina_assessment_team as team,
        cina_assessment_start_date as started,
        cina_assessment_auth_date as completed
    from staged.ssd_cin_assessments
    qualify
        row_number() over (
            partition by coalesce(cina_assessment_id, 'line ' || cast(source_row as varchar))
            order by source_row
        ) = 1
),

timed as (
    select
        months.period,
        assessments.team,
        assessments.person_id,
        assessments.record_id,
        -- Without a start, or with one after completion, nobody can say how long it took.
        assessments.started <= assessments.completed as can_say,
        case
            when assessments.started <= assessments.completed
                then completed_day.working_days - start_day.working_days
        end as days
    from assessments
    inner join staged.months as months
        on assessments.completed between months.first_day and months.last_day
    inner join staged.calendar as completed_day
        on assessments.completed = completed_day.day
    left join staged.calendar as start_day
        on assessments.started = start_day.day
)

select
    timed.period,
    'pct_assessments_45wd' as indicator_id,
    timed.team,
    timed.person_id,
    timed.record_id,
    -- A start before the calendar's, in 1990, is longer ago than any threshold.
    case when timed.can_say then coalesce(timed.days <= night.assessment_working_days, false) end as counts,
    timed.days
from timed
cross join staged.night as night
