-- How much of each locality agreed, over the last thirty nights on which anything was compared. A locality
-- whose last good rows stood in has no row of that night, since nothing of it was compared.
-- grain: locality, night
-- reads: published.data_accuracy_history
create or replace table pages.accuracy_nights as
with latest as (
    select
        night,
        locality,
        compared,
        agreeing,
        dense_rank() over (order by night desc) as nights_back
    from published.data_accuracy_history
    where team = 'All'
)

select
    locality,
    night as as_at,
    cast(sum(compared) as bigint) as compared,
    cast(sum(agreeing) as bigint) as agreeing,
    100.0 * sum(agreeing) / nullif(sum(compared), 0) as accuracy
from latest
where nights_back <= 30
group by locality, night
order by locality, night
