-- How much of what the trackers say about known children the system says too, with the 95 % Wilson interval.
-- Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference": it stays
-- within 0 to 100 and keeps its width where nearly all cells agree. z is that of 95 %.
-- grain: locality, team (or All), field
-- reads: staged.night, staged.tracker_rows, reconciled.comparisons, carried.held_localities,
--        carried.data_accuracy
create or replace table published.data_accuracy as
with night as (
    select
        run_id,
        as_at,
        1.959963984540054 as z
    from staged.night
),

held as (
    select locality, is_carried
    from carried.held_localities
),

compared_cells as (
    select
        tracker_rows.locality,
        tracker_rows.team,
        comparisons.field,
        comparisons.agrees
    from reconciled.comparisons as comparisons
    inner join staged.tracker_rows as tracker_rows on comparisons.tracker_row_id = tracker_rows.tracker_row_id
    where tracker_rows.locality not in (select held.locality from held where held.is_carried)
),

by_team as (
    select locality, team, field, agrees
    from compared_cells
    where team is not null
    union all
    select
        locality,
        'All' as team,
        field,
        agrees
    from compared_cells
),

counted as (
    select
        locality,
        team,
        field,
        count(*) as compared,
        count(*) filter (where agrees) as agreeing
    from by_team
    group by locality, team, field
),

shares as (
    select
        counted.locality,
        counted.team,
        counted.field,
        counted.compared,
        counted.agreeing,
        cast(counted.agreeing as double) / counted.compared as share,
        night.z * night.z / counted.compared as spread,
        night.z
    from counted
    cross join night
)

select
    night.run_id,
    night.as_at,
    shares.locality,
    shares.team,
    shares.field,
    shares.compared,
    shares.agreeing,
    100 * shares.share as accuracy,
    100 * greatest(
        0,
        least(
            shares.share,
            (
                shares.share + shares.spread / 2
                - sqrt(shares.spread * (shares.share * (1 - shares.share) + shares.spread / 4))
            ) / (1 + shares.spread)
        )
    ) as accuracy_low,
    100 * least(
        1,
        -- At 100 % the sum falls short of one by its last bit.
        greatest(
            shares.share,
            (
                shares.share + shares.spread / 2
                + sqrt(shares.spread * (shares.share * (1 - shares.share) + shares.spread / 4))
            ) / (1 + shares.spread)
        )
    ) as accuracy_high
from shares
cross join night
union all
select
    night.run_id,
    stale.as_at,
    stale.locality,
    stale.team,
    stale.field,
    stale.compared,
    stale.agreeing,
    stale.accuracy,
    stale.accuracy_low,
    stale.accuracy_high
from carried.data_accuracy as stale
cross join night
