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
        person_id,
        referral_id,
        started,
        conference_date,
        source_row
    from validated.enquiries
    where not is_conference_needless
)

select distinct
    later.enquiry_id as record_id,
    later.person_id,
    's47e_s47_start_date' as column_name,
    cast(later.started as varchar) as value
from enquiries as later
inner join enquiries as earlier
    on
        later.referral_id = earlier.referral_id
        and later.person_id = earlier.person_id
        and later.enquiry_id <> earlier.enquiry_id
        and (
            later.started > earlier.started
            or (later.started = earlier.started and later.source_row > earlier.source_row)
        )
        and later.started <= coalesce(earlier.conference_date, date '9999-12-31')
        -- Two that are both open are the matter of rule 8839.
        and (earlier.conference_date is not null or later.conference_date is not null)
