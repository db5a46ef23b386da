-- The last census year that had ended by the night; the census's reference date is its last day, 31 March.
-- The extract that describes 31 March is the one that the year's return is made of.
-- grain: one row
-- reads: staged.night, staged.calendar
create or replace table validated.census_year as
with last_days as (
    select max(calendar.day) as last_day
    from staged.calendar as calendar
    inner join staged.night as night
        on calendar.day <= night.as_at
    where extract(month from calendar.day) = 3 and extract(day from calendar.day) = 31
)

select
    max(calendar.day) as first_day,
    last_days.last_day
from last_days
inner join staged.calendar as calendar
    on last_days.last_day > calendar.day
where extract(month from calendar.day) = 4 and extract(day from calendar.day) = 1
group by last_days.last_day
