-- Each typed figure beside the same indicator from the case system and from the manager's own tracker, and
-- whether it is the case system's to the precision shown, halves up. A word for nothing agrees where nothing
-- was eligible.
-- grain: a typed figure
-- reads: staged.figures, measured.indicators, measured.unavailable_indicators, measured.indicator_cells,
--        measured.indicator_values
create or replace table reconciled.figures_beside as
with
figures as (
    select
        figures.figure_id,
        figures.period,
        figures.locality,
        figures.team,
        figures.indicator_id,
        figures.state,
        figures.value as typed_value,
        figures.stored,
        cast(coalesce(figures.decimals, 0) as integer) as decimals,
        power(10, coalesce(figures.decimals, 0)) as scale,
        indicators.shape
    from staged.figures as figures
    inner join measured.indicators as indicators
        on figures.indicator_id = indicators.indicator_id
    where figures.period is not null and figures.team is not null
),

beside as (
    select
        figures.*,
        system_values.numerator as system_numerator,
        system_values.denominator as system_denominator,
        system_values.value as system_value,
        tracker_values.numerator as tracker_numerator,
        tracker_values.denominator as tracker_denominator,
        tracker_values.value as tracker_value,
        unavailable.indicator_id is not null or not coalesce(cells.is_available, true) as is_unavailable,
        -- A hair is added because a half that binary numbers cannot hold exactly must still go up.
        floor(system_values.value * figures.scale + 0.5 + 1e-9) / figures.scale as system_shown,
        floor(figures.typed_value * figures.scale + 0.5 + 1e-9) / figures.scale as typed_shown
    from figures
    left join measured.indicator_values as system_values
        on
            figures.period = system_values.period
            and figures.locality = system_values.locality
            and figures.team = system_values.team
            and figures.indicator_id = system_values.indicator_id
            and system_values.source = 'case_system'
    left join measured.indicator_values as tracker_values
        on
            figures.period = tracker_values.period
            and figures.locality = tracker_values.locality
            and figures.team = tracker_values.team
            and figures.indicator_id = tracker_values.indicator_id
            and tracker_values.source = 'tracker'
    left join measured.unavailable_indicators as unavailable
        on figures.indicator_id = unavailable.indicator_id
    left join measured.indicator_cells as cells
        on
            figures.period = cells.period
            and figures.locality = cells.locality
            and figures.team = cells.team
            and figures.indicator_id = cells.indicator_id
            and cells.source = 'case_system'
)

select
    figure_id,
    period,
    locality,
    team,
    indicator_id,
    shape,
    state,
    typed_value,
    typed_shown,
    stored,
    decimals,
    scale,
    system_numerator,
    system_denominator,
    system_value,
    system_shown,
    tracker_numerator,
    tracker_denominator,
    tracker_value,
    -- What the extract cannot answer tonight is not compared.
    case
        when is_unavailable then null
        when state = 'read' then coalesce(abs(typed_shown - system_shown) < 1e-6, false)
        when state in ('nothing', 'blank') then true
        else false
    end as agrees
from beside;
