-- How old each source is that this release rests on. The extract describes the night it was taken for; one
-- last written before that night is as old as its newest file, and one that tells of nothing in the week
-- before it describes the last day that it tells of. A workbook of figures that names no day
-- describes the newest month that it has a figure of.
-- grain: the extract, or a workbook
-- reads: staged.night, staged.workbooks, staged.figures, staged.newest_event, landed.deliveries,
--        carried.held_localities, carried.source_freshness
create or replace table published.source_freshness as
with night as (
    -- The extract is taken every night; a workbook is kept by the month.
    select
        run_id,
        as_at,
        1 as extract_nights,
        7 as quiet_nights,
        31 as workbook_nights
    from staged.night
),

extract_delivery as (
    select
        'extract' as source,
        cast(null as varchar) as locality,
        max(deliveries.delivered_at) as delivered_at,
        case
            when max(deliveries.delivered_at) is null then null
            when date_diff('day', max(newest_event.newest), night.as_at) > max(night.quiet_nights)
                then max(newest_event.newest)
            else least(night.as_at, cast(max(deliveries.delivered_at) as date))
        end as describes,
        'extract' as standing
    from night
    left join landed.deliveries as deliveries
        on deliveries.source = 'extract' and deliveries.status = 'landed'
    left join staged.newest_event as newest_event on true
    group by night.as_at
),

newest_months as (
    select
        source_file,
        last_day(max(period)) as describes
    from staged.figures
    where value is not null
    group by source_file
),

workbooks as (
    select
        workbooks.source_file as source,
        workbooks.locality,
        workbooks.delivered_at,
        coalesce(workbooks.describes, newest_months.describes) as describes,
        case
            when workbooks.status in ('missing', 'held_back') then workbooks.status
            when workbooks.is_stale then 'earlier_month'
            else 'workbook'
        end as standing
    from staged.workbooks as workbooks
    left join newest_months on workbooks.source_file = newest_months.source_file
    left join carried.held_localities as held on workbooks.locality = held.locality
    where
        workbooks.status in ('read', 'missing', 'held_back')
        and (workbooks.status <> 'read' or not coalesce(held.is_carried, false))
),

stood_in_for as (
    select
        source,
        locality,
        delivered_at,
        describes,
        'carried' as standing
    from carried.source_freshness
    where status in ('fresh', 'stale')
),

sources as (
    select source, locality, delivered_at, describes, standing
    from extract_delivery
    union all
    select
        workbooks.source,
        workbooks.locality,
        workbooks.delivered_at,
        workbooks.describes,
        workbooks.standing
    from workbooks
    left join stood_in_for
        on workbooks.source = stood_in_for.source and workbooks.locality = stood_in_for.locality
    where stood_in_for.source is null
    union all
    select source, locality, delivered_at, describes, standing
    from stood_in_for
),

dated_sources as (
    select
        sources.source,
        sources.locality,
        sources.delivered_at,
        sources.describes,
        sources.standing,
        -- What was written after the night says nothing of how old it was then.
        coalesce(
            sources.describes,
            case
                when cast(sources.delivered_at as date) <= night.as_at then cast(sources.delivered_at as date)
            end
        ) as dated
    from sources
    cross join night
),

aged as (
    select
        sources.source,
        sources.locality,
        sources.delivered_at,
        sources.describes,
        sources.standing,
        night.run_id,
        night.as_at,
        night.extract_nights,
        night.workbook_nights,
        case
            when sources.dated >= night.as_at then 0
            else date_diff('day', sources.dated, night.as_at)
        end as nights_old
    from dated_sources as sources
    cross join night
)

select
    run_id,
    as_at,
    source,
    locality,
    delivered_at,
    describes,
    cast(nights_old as integer) as nights_old,
    case
        when standing in ('missing', 'held_back') then standing
        when standing in ('carried', 'earlier_month') then 'stale'
        when standing = 'extract' and nights_old is null then 'missing'
        when standing = 'extract' and nights_old > extract_nights then 'stale'
        when standing = 'workbook' and nights_old > workbook_nights then 'stale'
        else 'fresh'
    end as status
from aged
