-- The first step of each gap: what the manager typed, less what the manager's own tracker gives. Where no
-- tracker gives the figure, this step is the whole gap. A differing figure that fits a way of its own
-- to go wrong has this step also where the tracker happens to give the same value, with an effect of nought.
-- A figure that agrees is off by less than it shows:
-- that is rounding.
-- grain: a typed figure that can be compared
-- reads: reconciled.figures_beside, reconciled.figures
create or replace table reconciled.figure_steps as
with
figures as (
    select
        beside.period,
        beside.locality,
        beside.team,
        beside.indicator_id,
        beside.figure_id,
        beside.scale,
        beside.system_value,
        compared.agrees,
        compared.cause,
        compared.hypothesis,
        beside.typed_value - coalesce(beside.tracker_value, beside.system_value) as effect
    from reconciled.figures_beside as beside
    inner join reconciled.figures as compared
        on beside.figure_id = compared.figure_id
    where
        beside.state = 'read'
        and beside.typed_value is not null
        and beside.system_value is not null
    -- A figure typed in two places is explained once, the one that differs.
    qualify
        row_number() over (
            partition by beside.period, beside.locality, beside.team, beside.indicator_id
            order by compared.agrees, beside.figure_id
        ) = 1
)

select
    period,
    locality,
    team,
    indicator_id,
    case
        when not agrees and hypothesis <> 'own_tracker' then cause
        when abs(effect) * scale < 1 then 'rounding'
        else 'unknown'
    end as cause,
    effect,
    not agrees and hypothesis not in ('own_tracker', 'not_known') as is_told
from figures;
