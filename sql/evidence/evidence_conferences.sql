-- The evidence of pct_icpc_15wd: initial conferences held in the month, and the working days since their S47
-- enquiry began.
-- grain: a child's initial conference, in its month; an id delivered twice is one, its first line
-- reads: staged.ssd_initial_cp_conference, staged.ssd_s47_enquiry, staged.months, staged.calendar,
-- reads: staged.night
create or replace table measured.evidence_conferences as
with conferences as (
    select
        coalesce(icpc_icpc_id, 'line ' || cast(source_row as varchar)) as record_id,
        icpc_person_id as person_id,
        icpc_s47_enquiry_id as s47_enquiry_id,
        icpc_icpc_team as team,
        icpc_icpc_date as held
    from staged.ssd_initial_cp_conference
    qualify
        row_number() over (
            partition by coalesce(icpc_icpc_id, 'line ' || cast(source_row as varchar))
            order by source_row
        ) = 1
),

enquiries as (
    select
        s47e_s47_enquiry_id as s47_enquiry_id,
        s47e_s47_start_date as started
    from staged.ssd_s47_enquiry
    where s47e_s47_enquiry_id is not null
    qualify row_number() over (partition by s47e_s47_enquiry_id order by source_row) = 1
),

timed as (
    select
        months.period,
        conferences.team,
        conferences.person_id,
        conferences.record_id,
        -- Without an enquiry (a transfer in), or with one that began after the conference, there is nothing
        -- to time.
        enquiries.started <= conferences.held as can_say,
        case
            when enquiries.started <= conferences.held
                then held_day.working_days - start_day.working_days
        end as days
    from conferences
    inner join staged.months as months
        on conferences.held between months.first_day and months.last_day
    inner join staged.calendar as held_day
        on conferences.held = held_day.day
    left join enquiries
        on conferences.s47_enquiry_id = enquiries.s47_enquiry_id
    left join staged.calendar as start_day
        on enquiries.started = start_day.day
)

select
    timed.period,
    'pct_icpc_15wd' as indicator_id,
    timed.team,
    timed.person_id,
    timed.record_id,
    -- A start before the calendar's, in 1990, is longer ago than any threshold.
    case when timed.can_say then coalesce(timed.days <= night.icpc_working_days, false) end as counts,
    timed.days
from timed
cross join staged.night as night
