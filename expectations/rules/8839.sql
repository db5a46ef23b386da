/*
severity: error
table: ssd_s47_enquiry
sentence: A referral has more than one enquiry without a conference or an outcome.
todo: Conclude or delete the enquiry that is no longer worked.
source: Children in need census, rule 8839
*/
select
    enquiry_id as record_id,
    person_id,
    's47e_s47_end_date' as column_name,
    cast(ended as varchar) as value
from validated.enquiries
where conference_date is null and not is_conference_needless and referral_id is not null
-- The same enquiry in two rows is the matter of key_repeated.
qualify
    min(enquiry_key) over (partition by referral_id, person_id)
    <> max(enquiry_key) over (partition by referral_id, person_id)
