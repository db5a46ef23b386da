/*
suite: release
severity: error
critical: true
table: published.indicator_values
sentence: The teams of a locality do not add up to the locality.
todo: Tell the data analyst; the release before stays until this is mended.
source: Every team is of one locality
*/
with figures as (
    select
        measured.source,
        measured.period,
        measured.locality,
        measured.indicator_id,
        measured.team,
        coalesce(measured.numerator, 0) as numerator,
        -- A count has no denominator.
        coalesce(measured.denominator, 0) as denominator
    from published.indicator_values as measured
    inner join measured.indicators as indicators
        -- A worker with cases in two teams is one worker of the locality, so averages do not add up.
        on measured.indicator_id = indicators.indicator_id and indicators.shape in ('count', 'percent')
    -- Trackers have rows of no team, and Not known is of no team at all.
    where measured.source = 'case_system' and measured.locality in (select locality from staged.teams)
),

added as (
    select
        period,
        locality,
        indicator_id,
        sum(case when team = 'All' then numerator else -numerator end) as numerator_left,
        sum(case when team = 'All' then denominator else -denominator end) as denominator_left
    from figures
    group by period, locality, indicator_id
)

select
    concat_ws('/', period, indicator_id) as record_id,
    cast(null as varchar) as person_id,
    'numerator' as column_name,
    numerator_left || ' and ' || denominator_left || ' left over' as value,
    locality
from added
where
    (abs(numerator_left) > 1e-9 or abs(denominator_left) > 1e-9)
    -- A locality with a team that the extract never names is blank as a whole.
    and locality
    not in (select apart.locality from staged.teams_apart as apart where apart.locality is not null)
