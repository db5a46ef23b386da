/*
severity: error
table: ssd_s47_enquiry
sentence: A section 47 enquiry began before the referral it belongs to.
todo: Look up both dates and correct the wrong one, or move the enquiry to the right referral.
source: Children in need census, rule 2889
*/
select
    enquiry.s47e_s47_enquiry_id as record_id,
    enquiry.s47e_person_id as person_id,
    's47e_s47_start_date' as column_name,
    cast(enquiry.s47e_s47_start_date as varchar) as value
from staged.ssd_s47_enquiry as enquiry
inner join staged.ssd_cin_episodes as referral
    on enquiry.s47e_referral_id = referral.cine_referral_id
where enquiry.s47e_s47_start_date < referral.cine_referral_date
