-- Each typed figure against the case system, and why it differs: the first hypothesis it fits. A figure that
-- is its own tracker's has the cause of the records that move it most.
-- grain: a typed figure
-- reads: reconciled.figures_beside, reconciled.fitting_hypotheses, reconciled.record_effects
create or replace table reconciled.figures as
with
first_fit as (
    select
        figure_id,
        hypothesis,
        cause
    from reconciled.fitting_hypotheses
    qualify row_number() over (partition by figure_id order by rank) = 1
),

main_effects as (
    select
        period,
        locality,
        team,
        indicator_id,
        cause
    from reconciled.record_effects
    qualify
        row_number() over (
            partition by period, locality, team, indicator_id
            order by abs(effect) desc, kind asc, cause asc
        ) = 1
)

select
    figures.figure_id,
    figures.system_value,
    figures.tracker_value,
    figures.agrees,
    case
        when figures.agrees or figures.agrees is null then null
        when figures.state = 'unreadable' then 'free_text'
        when first_fit.hypothesis = 'own_tracker' then coalesce(main_effects.cause, 'unknown')
        else coalesce(first_fit.cause, 'unknown')
    end as cause,
    case when not figures.agrees then coalesce(first_fit.hypothesis, 'not_known') end as hypothesis
from reconciled.figures_beside as figures
left join first_fit
    on figures.figure_id = first_fit.figure_id
left join main_effects
    on
        figures.period = main_effects.period
        and figures.locality = main_effects.locality
        and figures.team = main_effects.team
        and figures.indicator_id = main_effects.indicator_id;
