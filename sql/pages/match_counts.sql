-- How the children of a locality's tracker rows were found, the commonest rule first.
-- grain: locality, rule
-- reads: published.match_counts
create or replace table pages.match_counts as
select
    locality,
    meaning,
    tracker_rows
from published.match_counts
order by locality asc, tracker_rows desc, match_method asc
