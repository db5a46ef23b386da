-- How many discrepancies of each kind and cause each locality has.
-- grain: kind, cause, locality
-- reads: published.discrepancy_counts
create or replace table pages.kinds as
select
    kind,
    cause,
    locality,
    cast(sum(discrepancies) as bigint) as discrepancies
from published.discrepancy_counts
group by kind, cause, locality
order by kind, cause, locality
