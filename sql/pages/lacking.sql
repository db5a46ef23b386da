-- What the extract lacks tonight as a whole, so that what rests on it is blank; what shows that it is of
-- another night, or that county.yaml is another county's.
-- grain: a table or column that is lacking, a team that one of the two does not name, a sign of another night
-- reads: staged.lacking, staged.teams_apart, staged.other_night
create or replace table pages.lacking as
select said
from staged.lacking
union all
select said
from staged.teams_apart
union all
select said
from staged.other_night
order by said
