-- How much agreed on each night up to this one, as that night's own data_accuracy said it: what every earlier
-- night kept, and tonight's. Rows that stand in for a held back locality are of another night.
-- grain: night, locality, team (or All), field
-- reads: staged.night, published.data_accuracy, history.past_accuracy
create or replace table published.data_accuracy_history as
with nights as (
    select
        night,
        locality,
        team,
        field,
        compared,
        agreeing,
        accuracy,
        accuracy_low,
        accuracy_high
    from history.past_accuracy
    union all
    select
        accuracy.as_at as night,
        accuracy.locality,
        accuracy.team,
        accuracy.field,
        accuracy.compared,
        accuracy.agreeing,
        accuracy.accuracy,
        accuracy.accuracy_low,
        accuracy.accuracy_high
    from published.data_accuracy as accuracy
    inner join staged.night as tonight on accuracy.as_at = tonight.as_at
)

select
    tonight.run_id,
    tonight.as_at,
    nights.night,
    nights.locality,
    nights.team,
    nights.field,
    nights.compared,
    nights.agreeing,
    nights.accuracy,
    nights.accuracy_low,
    nights.accuracy_high
from nights
cross join staged.night as tonight
