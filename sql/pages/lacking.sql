-- What the extract lacks tonight as a whole, so that what rests on it is blank, and what shows that it is of
-- another night.
-- grain: a table or column that is lacking, or a sign of another night
-- reads: staged.lacking, staged.other_night
create or replace table pages.lacking as
select said
from staged.lacking
union all
select said
from staged.other_night
order by said
