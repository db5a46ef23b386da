-- Every indicator's value by whose it is: the case system's, the manager's tracker's, the manager's
-- summary's.
-- grain: period, locality, team, indicator, source
-- reads: staged.night, measured.indicator_values, published.reconciled_performance, carried.held_localities,
--        carried.indicator_values
create or replace table published.indicator_values as
with night as (
    select run_id, as_at
    from staged.night
),

held as (
    select locality
    from carried.held_localities
),

measured_tonight as (
    select period, locality, team, indicator_id, source, numerator, denominator, value
    from measured.indicator_values
    where source = 'case_system' or locality not in (select locality from held)
),

typed_tonight as (
    select
        period,
        locality,
        team,
        indicator_id,
        'spreadsheet' as source,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        spreadsheet_value as value
    from published.reconciled_performance
    where spreadsheet_value is not null and status <> 'stale_source'
),

tonight as (
    select period, locality, team, indicator_id, source, numerator, denominator, value
    from measured_tonight
    union all
    select period, locality, team, indicator_id, source, numerator, denominator, value
    from typed_tonight
)

select
    night.run_id,
    night.as_at,
    tonight.period,
    tonight.locality,
    tonight.team,
    tonight.indicator_id,
    tonight.source,
    tonight.numerator,
    tonight.denominator,
    tonight.value
from tonight
cross join night
union all
select
    night.run_id,
    stale.as_at,
    stale.period,
    stale.locality,
    stale.team,
    stale.indicator_id,
    stale.source,
    stale.numerator,
    stale.denominator,
    stale.value
from carried.indicator_values as stale
cross join night
where stale.source <> 'case_system'
