/*
severity: error
table: ssd_s47_enquiry
sentence: An enquiry has no start date, or began after the conference it led to.
todo: Correct the enquiry's start or the conference's date.
source: Children in need census, rule 8615
*/
select
    enquiry_id as record_id,
    person_id,
    's47e_s47_start_date' as column_name,
    cast(started as varchar) as value
from validated.enquiries
where conference_date is not null and coalesce(started > conference_date, true)
