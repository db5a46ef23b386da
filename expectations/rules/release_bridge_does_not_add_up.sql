/*
suite: release
severity: error
table: published.gap_bridge
sentence: The steps of a gap do not add up to the gap.
todo: Tell the data analyst; do not rely on the explanation of this gap.
source: Every gap is explained to the last child
*/
with bridges as (
    select
        period,
        locality,
        team,
        indicator_id,
        sum(effect) as effect
    from published.gap_bridge
    group by period, locality, team, indicator_id
)

select
    concat_ws('/', bridges.period, bridges.team, bridges.indicator_id) as record_id,
    cast(null as varchar) as person_id,
    'effect' as column_name,
    bridges.effect || ' against ' || coalesce(cast(figures.difference as varchar), 'no difference') as value,
    bridges.locality
from bridges
left join published.reconciled_performance as figures
    on
        bridges.period = figures.period
        and bridges.locality = figures.locality
        and bridges.team = figures.team
        and bridges.indicator_id = figures.indicator_id
where coalesce(abs(bridges.effect - figures.difference) > 1e-6, true)
