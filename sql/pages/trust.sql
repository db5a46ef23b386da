-- What was compared of each locality that keeps or should keep a workbook, and how much of it agrees.
-- grain: a locality
-- reads: staged.teams, published.reconciled_performance, published.data_accuracy, inspection.tracker_rows,
--        inspection.spreadsheet_coverage, inspection.discrepancies
create or replace table pages.trust as
with localities as (
    select locality
    from inspection.tracker_rows
    union
    select locality
    from inspection.spreadsheet_coverage
    union
    select locality
    from inspection.discrepancies
    union
    select locality
    from staged.teams
),

tracker_rows as (
    select
        locality,
        count(*) as listed,
        count(person_id) as known
    from inspection.tracker_rows
    group by locality
),

cells as (
    select
        locality,
        sum(compared) as compared,
        sum(agreeing) as agreeing
    from published.data_accuracy
    where team = 'All'
    group by locality
),

figures as (
    select
        locality,
        count(*) filter (where status in ('agrees', 'differs')) as compared,
        count(*) filter (where status = 'agrees') as agreeing,
        count(*) filter (where status = 'stale_source') as stale
    from published.reconciled_performance
    group by locality
)

select
    localities.locality,
    coalesce(tracker_rows.listed, 0) as rows_listed,
    coalesce(tracker_rows.known, 0) as rows_known,
    cast(coalesce(cells.compared, 0) as bigint) as cells_compared,
    cast(coalesce(cells.agreeing, 0) as bigint) as cells_agreeing,
    100.0 * cells.agreeing / nullif(cells.compared, 0) as cells_accuracy,
    coalesce(figures.compared, 0) as figures_compared,
    coalesce(figures.agreeing, 0) as figures_agreeing,
    100.0 * figures.agreeing / nullif(figures.compared, 0) as figures_accuracy,
    coalesce(figures.stale, 0) as figures_stale
from localities
left join tracker_rows on localities.locality = tracker_rows.locality
left join cells on localities.locality = cells.locality
left join figures on localities.locality = figures.locality
where localities.locality is not null
order by localities.locality
