-- How much of each field agrees, over all localities.
-- grain: a field
-- reads: published.data_accuracy
create or replace table pages.fields as
select
    field,
    cast(sum(compared) as bigint) as compared,
    cast(sum(agreeing) as bigint) as agreeing,
    100.0 * sum(agreeing) / sum(compared) as accuracy
from published.data_accuracy
where team = 'All'
group by field
order by 100.0 * sum(agreeing) / sum(compared), field
