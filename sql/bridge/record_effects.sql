-- How much each kind and cause of record difference moves an indicator from the case system's value to the
-- tracker's. A count moves by the children themselves. A percentage n/d moves, for a child that adds a to n
-- and b to d, by a x mean(1/d) - b x mean(n) / (d x d'), the mean over both sides: linear in the children, so
-- that the order in which they are taken changes nothing and the parts add up to the whole (Shapley's value
-- of the two factors n and 1/d).
-- grain: a month, locality, team (or All), indicator, kind and cause
-- reads: reconciled.gap_children, measured.indicator_values, measured.indicators
create or replace table reconciled.record_effects as
with
sides as (
    select
        tracker.period,
        tracker.locality,
        tracker.team,
        tracker.indicator_id,
        indicators.shape,
        tracker.numerator as tracker_numerator,
        tracker.denominator as tracker_denominator,
        system.numerator as system_numerator,
        system.denominator as system_denominator
    from measured.indicator_values as tracker
    inner join measured.indicator_values as system
        on
            tracker.period = system.period
            and tracker.locality = system.locality
            and tracker.team = system.team
            and tracker.indicator_id = system.indicator_id
            and system.source = 'case_system'
    inner join measured.indicators as indicators
        on tracker.indicator_id = indicators.indicator_id
    where
        tracker.source = 'tracker'
        and tracker.value is not null
        and system.value is not null
),

-- Whole numbers are summed before anything is divided: their sum is the same in whatever order they come.
moved as (
    select
        period,
        locality,
        team,
        indicator_id,
        kind,
        cause,
        cast(sum(case when is_a_child then 1 else 0 end) as bigint) as children,
        sum(numerator_change) as numerator_change,
        sum(denominator_change) as denominator_change
    from reconciled.gap_children
    group by period, locality, team, indicator_id, kind, cause
)

select
    moved.period,
    moved.locality,
    moved.team,
    moved.indicator_id,
    moved.kind,
    moved.cause,
    moved.children,
    case
        when sides.shape = 'count' then moved.numerator_change
        else
            case when sides.shape = 'percent' then 100.0 else 1.0 end
            * (
                moved.numerator_change * (sides.tracker_denominator + sides.system_denominator) / 2
                - moved.denominator_change * (sides.tracker_numerator + sides.system_numerator) / 2
            )
            / (sides.tracker_denominator * sides.system_denominator)
    end as effect
from moved
inner join sides
    on
        moved.period = sides.period
        and moved.locality = sides.locality
        and moved.team = sides.team
        and moved.indicator_id = sides.indicator_id;
