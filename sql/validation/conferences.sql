-- Each initial conference with its referral: the one that it names, or else that of the enquiry that it
-- names, as the census keeps a conference's day with its enquiry.
-- grain: a row of the conferences
-- reads: staged.ssd_initial_cp_conference, staged.ssd_s47_enquiry
create or replace table validated.conferences as
with enquiries as (
    select
        s47e_s47_enquiry_id as enquiry_id,
        max(s47e_referral_id) as referral_id
    from staged.ssd_s47_enquiry
    group by s47e_s47_enquiry_id
)

select
    conference.icpc_icpc_id as conference_id,
    conference.icpc_s47_enquiry_id as enquiry_id,
    conference.icpc_cp_plan_id as plan_id,
    conference.icpc_person_id as person_id,
    coalesce(conference.icpc_referral_id, enquiries.referral_id) as referral_id,
    conference.icpc_icpc_date as held,
    coalesce(conference.icpc_icpc_transfer_in, 'N') as is_transfer_in,
    conference.source_row
from staged.ssd_initial_cp_conference as conference
left join enquiries
    on conference.icpc_s47_enquiry_id = enquiries.enquiry_id
