-- Who stands behind each figure of the newest month: every child, plan or event that was eligible, and
-- whether it counts. A tracker's row is known by its cell.
-- grain: an eligible row of an indicator and source
-- reads: inspection.evidence, inspection.tracker_rows, published.reconciled_performance
create or replace table pages.children as
with newest as (
    select max(period) as period
    from published.reconciled_performance
),

places as (
    select
        source_file || '!' || coalesce(sheet, '') || '!' || cell as record_id,
        source_file,
        sheet,
        cell
    from inspection.tracker_rows
)

select
    evidence.locality,
    evidence.indicator_id,
    evidence.team,
    evidence.source,
    evidence.person_id,
    case when places.cell is null then evidence.record_id end as record_id,
    places.source_file,
    places.sheet,
    places.cell,
    evidence.counts,
    evidence.days
from inspection.evidence as evidence
inner join newest on evidence.period = newest.period
left join places on evidence.source = 'tracker' and evidence.record_id = places.record_id
order by
    evidence.locality,
    evidence.indicator_id,
    evidence.team,
    evidence.source,
    evidence.person_id,
    evidence.record_id
