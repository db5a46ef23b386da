/*
severity: query
table: ssd_s47_enquiry
sentence: An enquiry that began over 15 working days before the last census year ended led to nothing.
todo: Enter its conference, or the outcome that needs none, or be ready to explain it in the return.
source: Children in need census, rule 8675Q; as at the end of the last census year, 31 March
# Days after the start, as everywhere here; an outcome that says nothing spares no conference.
*/
select
    enquiry.enquiry_id as record_id,
    enquiry.person_id,
    's47e_s47_start_date' as column_name,
    cast(enquiry.started as varchar) as value
from validated.enquiries as enquiry
cross join validated.census_year as census_year
inner join staged.calendar as year_end
    on census_year.last_day = year_end.day
left join staged.calendar as began
    on enquiry.started = began.day
where
    enquiry.conference_date is null
    and not enquiry.is_conference_needless
    and enquiry.started < census_year.last_day
    -- An enquiry begun before the calendar does is older than any time allowed.
    and coalesce(year_end.working_days - began.working_days > 15, true)
