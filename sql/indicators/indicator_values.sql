-- The values of the indicators, the case system's and the trackers', each by counting its evidence.
-- grain: a source, month, locality, team (or All) and indicator
-- reads: measured.evidence, measured.indicator_cells
create or replace table measured.indicator_values as
with scoped_evidence as (
    select
        source,
        period,
        locality,
        'All' as team,
        indicator_id,
        record_id,
        counts
    from measured.evidence
    union all
    select
        source,
        period,
        locality,
        team,
        indicator_id,
        record_id,
        counts
    from measured.evidence
    where team is not null
),

counted as (
    select
        source,
        period,
        locality,
        team,
        indicator_id,
        count(*) filter (where counts) as rows_that_count,
        count(counts) as rows_that_can_say,
        count(distinct record_id) filter (where counts) as records_that_count
    from scoped_evidence
    group by source, period, locality, team, indicator_id
),

fractions as (
    select
        cells.source,
        cells.period,
        cells.locality,
        cells.team,
        cells.indicator_id,
        cells.shape,
        case
            when cells.is_available then cast(coalesce(counted.rows_that_count, 0) as double)
        end as numerator,
        case
            when not cells.is_available then null
            when cells.shape = 'percent' then cast(coalesce(counted.rows_that_can_say, 0) as double)
            when cells.shape = 'average' then cast(coalesce(counted.records_that_count, 0) as double)
        end as denominator
    from measured.indicator_cells as cells
    left join counted
        on
            cells.source = counted.source
            and cells.period = counted.period
            and cells.locality = counted.locality
            and cells.team = counted.team
            and cells.indicator_id = counted.indicator_id
)

select
    source,
    period,
    locality,
    team,
    indicator_id,
    numerator,
    denominator,
    case shape
        when 'count' then numerator
        when 'percent' then 100 * numerator / nullif(denominator, 0)
        when 'average' then numerator / nullif(denominator, 0)
    end as value
from fractions
