-- Figures that are another cell's: two of a sheet, of other months, teams or measures, that show each
-- other's, and two or more of one team and month that all show the same other team's. A single figure that is
-- like another team's is chance more often than not.
-- grain: a typed figure that differs, and a way
-- reads: reconciled.figures_beside, measured.indicator_values, staged.figures
create or replace table reconciled.figures_of_others as
with
figures as (
    select
        beside.figure_id,
        beside.locality,
        beside.team,
        beside.period,
        beside.indicator_id,
        beside.scale,
        beside.typed_shown,
        beside.system_shown,
        figures.source_file,
        coalesce(figures.sheet, '') as sheet
    from reconciled.figures_beside as beside
    inner join staged.figures as figures
        on beside.figure_id = figures.figure_id
    where not beside.agrees and beside.state = 'read'
),

exchanged as (
    select
        one.figure_id,
        'exchanged' as hypothesis,
        one.typed_shown as value
    from figures as one
    inner join figures as other
        on
            one.source_file = other.source_file
            and one.sheet = other.sheet
            and one.locality = other.locality
            and one.figure_id <> other.figure_id
            and abs(one.typed_shown - other.system_shown) < 1e-6
            and abs(other.typed_shown - one.system_shown) < 1e-6
    where
        -- Figures one apart are as soon two slips.
        abs(one.typed_shown - one.system_shown) * one.scale > 1.5
        and (
            (one.team = other.team and one.period = other.period)
            or (one.team = other.team and one.indicator_id = other.indicator_id)
            or (one.period = other.period and one.indicator_id = other.indicator_id)
        )
),

like_another_team as (
    select
        figures.figure_id,
        figures.typed_shown,
        count(*) over (
            partition by
                figures.source_file,
                figures.sheet,
                figures.locality,
                figures.team,
                figures.period,
                others.team
        ) as figures_like_it
    from figures
    inner join measured.indicator_values as others
        on
            figures.period = others.period
            and figures.locality = others.locality
            and figures.indicator_id = others.indicator_id
            and figures.team <> others.team
            and others.source = 'case_system'
            and abs(floor(others.value * figures.scale + 0.5 + 1e-9) / figures.scale - figures.typed_shown)
            < 1e-6
    where figures.team <> 'All' and others.team <> 'All'
)

select
    figure_id,
    hypothesis,
    value
from exchanged
union
select
    figure_id,
    'another_team' as hypothesis,
    typed_shown as value
from like_another_team
where figures_like_it > 1;
