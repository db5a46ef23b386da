-- Every typed figure, and every value of the newest month whether it was typed or not, with the indicator in
-- words.
-- grain: period, locality, team, indicator
-- reads: published.reconciled_performance, published.indicator_definitions
create or replace table pages.figures as
with performance as (
    select *
    from published.reconciled_performance
),

newest as (
    select max(period) as period
    from performance
)

select
    performance.period,
    coalesce(performance.period = newest.period, false) as is_newest,
    performance.locality,
    performance.team,
    performance.indicator_id,
    coalesce(definitions.name, performance.indicator_id) as indicator,
    coalesce(definitions.unit, '') as unit,
    performance.as_at,
    performance.system_value,
    performance.tracker_value,
    performance.spreadsheet_value,
    performance.difference,
    performance.status,
    performance.cause,
    performance.source_file,
    performance.sheet,
    performance.cell
from performance
cross join newest
left join published.indicator_definitions as definitions on performance.indicator_id = definitions.id
where performance.period = newest.period or performance.status <> 'no_spreadsheet_figure'
order by
    performance.period desc,
    coalesce(definitions.name, performance.indicator_id) asc,
    performance.locality asc,
    performance.team <> 'All' asc,
    performance.team asc
