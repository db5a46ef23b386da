-- How much agreed, night by night: tonight, and the earlier releases that are still there. A night on which
-- a locality was held back has no row of it, since nothing of it was compared.
-- grain: locality, night
-- reads: staged.night, published.data_accuracy, pages.past_accuracy
create or replace table pages.accuracy_nights as
with tonight as (
    select
        accuracy.as_at,
        accuracy.locality,
        accuracy.team,
        accuracy.compared,
        accuracy.agreeing
    from published.data_accuracy as accuracy
    inner join staged.night as night on accuracy.as_at = night.as_at
),

nights as (
    select as_at, locality, team, compared, agreeing
    from tonight
    union all
    select as_at, locality, team, compared, agreeing
    from pages.past_accuracy
)

select
    locality,
    as_at,
    cast(sum(compared) as bigint) as compared,
    cast(sum(agreeing) as bigint) as agreeing,
    100.0 * sum(agreeing) / nullif(sum(compared), 0) as accuracy
from nights
where team = 'All'
group by locality, as_at
order by locality, as_at
