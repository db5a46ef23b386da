-- The hypotheses that a differing figure fits, to the precision shown.
-- grain: a typed figure that differs and a hypothesis it fits
-- reads: reconciled.figure_hypotheses, reconciled.figures_beside, reconciled.figure_cause_levels
create or replace table reconciled.fitting_hypotheses as
select distinct
    figures.figure_id,
    levels.rank,
    levels.hypothesis,
    levels.cause,
    levels.sentence
from reconciled.figure_hypotheses as hypotheses
inner join reconciled.figures_beside as figures
    on hypotheses.figure_id = figures.figure_id
inner join reconciled.figure_cause_levels as levels
    on hypotheses.hypothesis = levels.hypothesis
where abs(floor(hypotheses.value * figures.scale + 0.5 + 1e-9) / figures.scale - figures.typed_shown) < 1e-6;
