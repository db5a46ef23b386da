-- Every value that ought to be there, whether or not anything was eligible for it.
-- grain: a source, month, locality, team (or All) and indicator
-- reads: staged.months, staged.teams, staged.teams_apart, measured.indicators,
--        measured.unavailable_indicators, measured.evidence
create or replace table measured.indicator_cells as
with scopes as (
    select
        locality,
        team
    from staged.teams
    union distinct
    select
        locality,
        'All' as team
    from staged.teams
    union distinct
    select
        locality,
        'All' as team
    from measured.evidence
    where locality = 'Not known'
),

-- A team that the extract never names, and the locality that it is a part of.
unknown_scopes as (
    select
        locality,
        team
    from staged.teams_apart
    where locality is not null
    union distinct
    select
        locality,
        'All' as team
    from staged.teams_apart
    where locality is not null
),

tracked as (
    select distinct
        source,
        period,
        locality,
        indicator_id
    from measured.evidence
    where source = 'tracker'
)

select
    'case_system' as source,
    months.period,
    scopes.locality,
    scopes.team,
    indicators.indicator_id,
    indicators.shape,
    unavailable.indicator_id is null and unknown_scopes.team is null as is_available
from staged.months as months
cross join scopes
cross join measured.indicators as indicators
left join measured.unavailable_indicators as unavailable
    on indicators.indicator_id = unavailable.indicator_id
left join unknown_scopes
    on scopes.locality = unknown_scopes.locality and scopes.team = unknown_scopes.team
union all
select
    tracked.source,
    tracked.period,
    scopes.locality,
    scopes.team,
    indicators.indicator_id,
    indicators.shape,
    true as is_available
from tracked
inner join scopes
    on tracked.locality = scopes.locality
inner join measured.indicators as indicators
    on tracked.indicator_id = indicators.indicator_id
