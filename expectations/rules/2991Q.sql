/*
severity: query
table: ssd_s47_enquiry
needs: [ssd_cin_assessments]
sentence: An enquiry was held on a referral that has no assessment.
todo: Enter the assessment, or be ready to explain it in the return.
source: Children in need census, rule 2991Q
*/
select
    enquiry.s47e_s47_enquiry_id as record_id,
    enquiry.s47e_person_id as person_id,
    's47e_referral_id' as column_name,
    enquiry.s47e_referral_id as value
from staged.ssd_s47_enquiry as enquiry
left join staged.ssd_cin_assessments as assessment
    on enquiry.s47e_referral_id = assessment.cina_referral_id
where enquiry.s47e_referral_id is not null and assessment.cina_referral_id is null
