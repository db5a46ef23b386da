/*
severity: error
table: ssd_s47_enquiry
sentence: The case is closed, and an enquiry has neither a conference nor an outcome without one.
todo: Enter the conference or the enquiry's outcome, or reopen the case.
source: Children in need census, rule 8868
# An enquiry with both is concluded; the sector's validator takes the Department's 'either' to exclude it.
*/
select
    enquiry.enquiry_id as record_id,
    enquiry.person_id,
    's47e_s47_end_date' as column_name,
    cast(enquiry.ended as varchar) as value
from validated.enquiries as enquiry
inner join staged.ssd_cin_episodes as referral
    on enquiry.referral_id = referral.cine_referral_id
where
    referral.cine_close_date is not null
    and enquiry.conference_date is null
    and not enquiry.is_conference_needless
