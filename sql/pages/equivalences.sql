-- The cells that agree though they may be written otherwise, by the rule that makes them equal, the most
-- used first.
-- grain: locality, rule
-- reads: published.equivalence_counts
create or replace table pages.equivalences as
select
    locality,
    meaning,
    cast(sum(cells) as bigint) as cells
from published.equivalence_counts
group by locality, meaning
order by locality asc, sum(cells) desc, meaning asc
