-- The system's value of each indicator month by month with the limits of an XmR chart: the mean, and 2.66
-- times the mean moving range either side of it. Shewhart's natural process limits for single values, see
-- Wheeler, D. J. (1993), "Understanding Variation"; NHS England's making data count uses the same. A month is
-- out of the ordinary when it is outside the limits or ends a run of seven on one side of the mean.
-- grain: locality, indicator, month
-- reads: published.indicator_values, published.indicator_definitions
create or replace table pages.trends as
with monthly as (
    select
        locality,
        indicator_id,
        period,
        value,
        abs(value - lag(value) over (partition by locality, indicator_id order by period)) as moving_range
    from published.indicator_values
    where source = 'case_system' and team = 'All' and value is not null
),

limited as (
    select
        locality,
        indicator_id,
        period,
        value,
        count(*) over (partition by locality, indicator_id) as month_count,
        avg(value) over (partition by locality, indicator_id) as mean,
        2.66 * avg(moving_range) over (partition by locality, indicator_id) as reach
    from monthly
),

sided as (
    select
        *,
        sum(sign(value - mean)) over (
            partition by locality, indicator_id
            order by period
            rows between 6 preceding and current row
        ) as balance_of_seven
    from limited
)

select
    sided.locality,
    sided.indicator_id,
    definitions.name as indicator,
    definitions.unit,
    sided.period,
    sided.value,
    sided.month_count,
    sided.mean,
    -- No value of ours is below nought, no percentage above 100: a limit there would tell nothing.
    greatest(sided.mean - sided.reach, 0) as lower_limit,
    case
        when definitions.unit = '%' then least(sided.mean + sided.reach, 100)
        else sided.mean + sided.reach
    end as upper_limit,
    case
        when sided.value > sided.mean + sided.reach then 'above'
        when sided.value < sided.mean - sided.reach then 'below'
        when sided.balance_of_seven = 7 then 'run_above'
        when sided.balance_of_seven = -7 then 'run_below'
        else 'ordinary'
    end as signal
from sided
inner join published.indicator_definitions as definitions on sided.indicator_id = definitions.id
order by sided.locality, sided.indicator_id, sided.period
