/*
severity: error
table: ssd_initial_cp_conference
sentence: An initial conference was held at a weekend.
todo: Correct the conference's date.
source: Children in need census, rule 8875
# Of a child who moved here too, whose conference the census keeps apart from the enquiries.
*/
select
    icpc_icpc_id as record_id,
    icpc_person_id as person_id,
    'icpc_icpc_date' as column_name,
    cast(icpc_icpc_date as varchar) as value
from staged.ssd_initial_cp_conference
-- 1 January 1900 was a Monday, so the days since leave 5 on a Saturday and 6 on a Sunday.
where mod(date_diff('day', date '1900-01-01', icpc_icpc_date), 7) >= 5
