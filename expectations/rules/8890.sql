/*
severity: error
table: ssd_s47_enquiry
sentence: An enquiry began while another one on the same referral was going on.
todo: Correct the dates, or delete the enquiry entered twice.
source: Children in need census, rule 8890
*/
with enquiries as (
    select
        enquiry_id,
        enquiry_key,
        person_id,
        referral_id,
        started,
        case
            when conference_date is not null then conference_date
            -- An enquiry that needs no conference is over.
            when not is_conference_needless then date '9999-12-31'
        end as goes_on_until
    from validated.enquiries
)

select
    enquiries.enquiry_id as record_id,
    enquiries.person_id,
    's47e_s47_start_date' as column_name,
    cast(enquiries.started as varchar) as value
from enquiries
where exists (
    select 1
    from enquiries as other
    where
        other.referral_id = enquiries.referral_id
        and other.person_id = enquiries.person_id
        -- The same enquiry in two rows is the matter of key_repeated.
        and other.enquiry_key <> enquiries.enquiry_key
        and enquiries.started between other.started and other.goes_on_until
)
