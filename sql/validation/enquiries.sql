-- Each section 47 enquiry with the day of its initial conference, and whether its outcome says that none is
-- needed (the census's ICPCnotRequired). An outcome that is cut off or written in another way says nothing.
-- grain: a row of the enquiries
-- reads: staged.ssd_s47_enquiry, staged.ssd_initial_cp_conference
create or replace table validated.enquiries as
with enquiries as (
    select
        s47e_s47_enquiry_id as enquiry_id,
        s47e_person_id as person_id,
        s47e_referral_id as referral_id,
        s47e_s47_start_date as started,
        s47e_s47_end_date as ended,
        source_row,
        coalesce(s47e_s47_nfa = 'Y', false)
        or regexp_matches(
            coalesce(s47e_s47_outcome_json, ''), 'CP_CONFERENCE_FLAG"\s*:\s*"?[NnFf0]'
        ) as is_conference_needless
    from staged.ssd_s47_enquiry
),

conferences as (
    select
        icpc_s47_enquiry_id as enquiry_id,
        icpc_person_id as person_id,
        icpc_referral_id as referral_id,
        icpc_icpc_date as held
    from staged.ssd_initial_cp_conference
    where icpc_icpc_date is not null
),

led_to as (
    select
        enquiries.source_row,
        conferences.held
    from enquiries
    inner join conferences
        on enquiries.enquiry_id = conferences.enquiry_id
    union all
    -- A conference that names no enquiry is that of any earlier one on its referral.
    select
        enquiries.source_row,
        conferences.held
    from enquiries
    inner join conferences
        on
            enquiries.referral_id = conferences.referral_id
            and enquiries.person_id = conferences.person_id
            and enquiries.started <= conferences.held
    where conferences.enquiry_id is null
),

first_conferences as (
    select
        source_row,
        min(held) as conference_date
    from led_to
    group by source_row
)

select
    enquiries.enquiry_id,
    enquiries.person_id,
    enquiries.referral_id,
    enquiries.started,
    enquiries.ended,
    enquiries.source_row,
    enquiries.is_conference_needless,
    first_conferences.conference_date
from enquiries
left join first_conferences
    on enquiries.source_row = first_conferences.source_row
