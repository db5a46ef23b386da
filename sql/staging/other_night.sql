-- What shows that the extract is of another night than the one that is run.
-- grain: a sign of it
-- reads: staged.newest_event, staged.night
create or replace table staged.other_night as
select
    'the extract tells of nothing after ' || cast(newest_event.newest as varchar) || ', '
    || cast(date_diff('day', newest_event.newest, night.as_at) as varchar)
    || ' nights before this one: deliver the extract of this night, or name its own with --as-at' as said
from staged.newest_event as newest_event
cross join staged.night as night
where date_diff('day', newest_event.newest, night.as_at) > 7
union all
select
    'the extract tells of ' || cast(newest_event.later as varchar)
    || ' things after this night, which no figure counts: name its own night with --as-at' as said
from staged.newest_event as newest_event
where newest_event.later > 0
