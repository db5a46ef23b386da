/*
severity: query
table: ssd_person
sentence: A person has neither a date of birth nor an expected one, or has both.
todo: Enter the date of birth; take the expected one away once the child is born.
source: Children in need census, rule 8525Q
*/
select
    pers_person_id as record_id,
    pers_person_id as person_id,
    'pers_dob' as column_name,
    cast(null as varchar) as value
from staged.ssd_person
where (pers_dob is null) = (pers_expected_dob is null)
