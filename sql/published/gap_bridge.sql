-- The steps from what the manager typed to what the system says; they add up to the difference. For a held
-- back locality the steps are the last release's, and one more says how far the system has moved since.
-- grain: period, locality, team, indicator, step
-- reads: staged.night, reconciled.gap_bridge, published.reconciled_performance, carried.held_localities,
--        carried.gap_bridge
create or replace table published.gap_bridge as
with night as (
    select run_id, as_at
    from staged.night
),

tonight as (
    select
        night.as_at,
        steps.period,
        steps.locality,
        steps.team,
        steps.indicator_id,
        steps.step,
        steps.component,
        steps.cause,
        steps.children,
        steps.effect
    from reconciled.gap_bridge as steps
    cross join night
    where steps.locality not in (select locality from carried.held_localities)
),

stale as (
    select as_at, period, locality, team, indicator_id, step, component, cause, children, effect
    from carried.gap_bridge
    where not (component = 'arithmetic' and cause = 'stale_value')
),

explained as (
    select
        period,
        locality,
        team,
        indicator_id,
        max(step) as last_step,
        sum(effect) as effect
    from stale
    group by period, locality, team, indicator_id
),

moved as (
    select
        performance.as_at,
        performance.period,
        performance.locality,
        performance.team,
        performance.indicator_id,
        cast(explained.last_step + 1 as integer) as step,
        'arithmetic' as component,
        'stale_value' as cause,
        cast(null as bigint) as children,
        performance.difference - explained.effect as effect
    from published.reconciled_performance as performance
    inner join explained
        on
            performance.period = explained.period
            and performance.locality = explained.locality
            and performance.team = explained.team
            and performance.indicator_id = explained.indicator_id
    where abs(performance.difference - explained.effect) > 1e-9
),

steps as (
    select as_at, period, locality, team, indicator_id, step, component, cause, children, effect
    from tonight
    union all
    select as_at, period, locality, team, indicator_id, step, component, cause, children, effect
    from stale
    union all
    select as_at, period, locality, team, indicator_id, step, component, cause, children, effect
    from moved
)

select
    night.run_id,
    steps.as_at,
    steps.period,
    steps.locality,
    steps.team,
    steps.indicator_id,
    steps.step,
    steps.component,
    steps.cause,
    steps.children,
    steps.effect
from steps
cross join night
