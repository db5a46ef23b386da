/*
suite: release
severity: error
critical: true
table: published.indicator_values
sentence: A figure is not the count of its evidence.
todo: Tell the data analyst; the release before stays until this is mended.
source: No indicator is worked out in any other way than by counting its evidence
*/
with counted as (
    select
        evidence.source,
        evidence.period,
        evidence.locality,
        evidence.indicator_id,
        sum(case when evidence.counts then 1 else 0 end) as counting
    from inspection.evidence as evidence
    inner join staged.night as night
        on evidence.as_at = night.as_at
    group by evidence.source, evidence.period, evidence.locality, evidence.indicator_id
),

figures as (
    select
        measured.source,
        measured.period,
        measured.locality,
        measured.indicator_id,
        measured.numerator
    from published.indicator_values as measured
    inner join staged.night as night
        on measured.as_at = night.as_at
    where measured.source <> 'spreadsheet' and measured.team = 'All' and measured.numerator is not null
)

select
    concat_ws(
        '/',
        coalesce(figures.source, counted.source),
        coalesce(figures.period, counted.period),
        coalesce(figures.indicator_id, counted.indicator_id)
    ) as record_id,
    cast(null as varchar) as person_id,
    'numerator' as column_name,
    coalesce(figures.numerator, 0) || ' against ' || coalesce(counted.counting, 0) as value,
    coalesce(figures.locality, counted.locality) as locality
from figures
full outer join counted
    on
        figures.source = counted.source
        and figures.period = counted.period
        and figures.locality = counted.locality
        and figures.indicator_id = counted.indicator_id
where
    coalesce(figures.numerator, 0) <> coalesce(counted.counting, 0)
    -- A locality with a team that the extract never names is blank as a whole.
    and not (
        coalesce(figures.source, counted.source) = 'case_system'
        and coalesce(figures.locality, counted.locality)
        in (select apart.locality from staged.teams_apart as apart where apart.locality is not null)
    )
