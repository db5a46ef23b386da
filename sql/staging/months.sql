-- The months that are measured: from the county's first month to the last one that ended before the as-at
-- date.
-- grain: a month
-- reads: staged.calendar, staged.night
create or replace table staged.months as
with night as (
    select
        as_at,
        first_month
    from staged.night
)

select
    calendar.day as period,
    calendar.day as first_day,
    last_day(calendar.day) as last_day
from staged.calendar as calendar
cross join night
where
    extract(day from calendar.day) = 1
    and calendar.day >= night.first_month
    and last_day(calendar.day) < night.as_at
order by calendar.day
