-- The steps from what the manager typed to what the case system says; they add up exactly to the difference.
-- grain: a month, locality, team, indicator and step
-- reads: reconciled.figure_steps, reconciled.record_effects
create or replace table reconciled.gap_bridge as
with
steps as (
    select
        period,
        locality,
        team,
        indicator_id,
        0 as is_record,
        'arithmetic' as component,
        cause,
        cast(null as bigint) as children,
        effect
    from reconciled.figure_steps
    where effect <> 0 or is_told
    union all
    select
        effects.period,
        effects.locality,
        effects.team,
        effects.indicator_id,
        1 as is_record,
        effects.kind as component,
        effects.cause,
        effects.children,
        effects.effect
    from reconciled.record_effects as effects
    inner join reconciled.figure_steps as figures
        on
            effects.period = figures.period
            and effects.locality = figures.locality
            and effects.team = figures.team
            and effects.indicator_id = figures.indicator_id
)

select
    period,
    locality,
    team,
    indicator_id,
    cast(
        row_number() over (
            partition by period, locality, team, indicator_id
            order by is_record asc, abs(effect) desc, component asc, cause asc
        ) as integer
    ) as step,
    component,
    cause,
    children,
    effect
from steps;
