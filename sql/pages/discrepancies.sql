-- The discrepancies as an officer reads them, those that matter most first. Of a worker only the initials are
-- shown: the page names nobody.
-- grain: a discrepancy
-- reads: inspection.discrepancies, staged.tracker_rows, staged.tracker_values, staged.figures,
--        published.reconciled_performance
create or replace table pages.discrepancies as
-- The record number as the tracker has it, by which its keeper looks for the row; whatever else stands in its
-- place is not shown.
with typed_numbers as (
    select
        tracker_rows.locality,
        tracker_rows.source_file,
        tracker_rows.sheet,
        tracker_rows.row_number,
        max(trim(tracker_values.typed)) as typed_number
    from staged.tracker_values as tracker_values
    inner join staged.tracker_rows as tracker_rows
        on tracker_values.tracker_row_id = tracker_rows.tracker_row_id
    where
        tracker_values.field = 'child_id'
        and regexp_matches(trim(tracker_values.typed), '^[A-Za-z]{0,4}[-/. ]?[0-9]{3,}$')
    group by tracker_rows.locality, tracker_rows.source_file, tracker_rows.sheet, tracker_rows.row_number
),

-- Where each figure is typed, maybe in two places; a held back locality's as its last release had it.
typed_figures as (
    select locality, team, indicator_id, source_file, sheet, cell, period
    from staged.figures
    union
    select locality, team, indicator_id, source_file, sheet, cell, period
    from published.reconciled_performance
),

gaps as (
    select
        typed_figures.locality,
        typed_figures.team,
        typed_figures.indicator_id,
        typed_figures.source_file,
        coalesce(typed_figures.sheet, '') as sheet,
        typed_figures.cell,
        max(typed_figures.period) as period
    from typed_figures
    inner join published.reconciled_performance as performance
        on
            typed_figures.period = performance.period
            and typed_figures.locality = performance.locality
            and typed_figures.team = performance.team
            and typed_figures.indicator_id = performance.indicator_id
    where performance.status in ('differs', 'stale_source') and performance.difference <> 0
    group by
        typed_figures.locality,
        typed_figures.team,
        typed_figures.indicator_id,
        typed_figures.source_file,
        coalesce(typed_figures.sheet, ''),
        typed_figures.cell
)

select
    discrepancies.locality,
    discrepancies.discrepancy_id,
    discrepancies.as_at,
    discrepancies.team,
    discrepancies.source_file,
    discrepancies.sheet,
    discrepancies.cell,
    discrepancies.person_id,
    case
        when typed_numbers.typed_number <> coalesce(discrepancies.person_id, '')
            then typed_numbers.typed_number
    end as typed_number,
    discrepancies.field,
    discrepancies.kind,
    discrepancies.cause,
    discrepancies.severity,
    case
        when discrepancies.field = 'worker'
            then regexp_replace(discrepancies.spreadsheet_value, '(\pL)[\pL''’-]*', '\1', 'g')
        else discrepancies.spreadsheet_value
    end as spreadsheet_value,
    case
        when discrepancies.field = 'worker'
            then regexp_replace(discrepancies.system_value, '(\pL)[\pL''’-]*', '\1', 'g')
        else discrepancies.system_value
    end as system_value,
    discrepancies.explanation,
    discrepancies.nights_open,
    discrepancies.status,
    discrepancies.assigned_to,
    discrepancies.response,
    discrepancies.accepted_until,
    discrepancies.acceptance_ended,
    discrepancies.status_for_another_value,
    gaps.period as gap_period,
    row_number() over (
        partition by discrepancies.locality
        order by
            discrepancies.source_file asc nulls last,
            discrepancies.sheet asc,
            discrepancies.row_number asc,
            discrepancies.cell asc,
            discrepancies.field asc,
            discrepancies.kind asc,
            discrepancies.discrepancy_id asc
    ) as place
from inspection.discrepancies as discrepancies
left join typed_numbers
    on
        discrepancies.locality = typed_numbers.locality
        and discrepancies.source_file = typed_numbers.source_file
        and coalesce(discrepancies.sheet, '') = coalesce(typed_numbers.sheet, '')
        and discrepancies.row_number = typed_numbers.row_number
left join gaps
    on
        discrepancies.kind = 'figure_differs'
        and discrepancies.locality = gaps.locality
        and discrepancies.team = gaps.team
        and discrepancies.field = gaps.indicator_id
        and discrepancies.source_file = gaps.source_file
        and coalesce(discrepancies.sheet, '') = gaps.sheet
        and discrepancies.cell = gaps.cell
order by
    discrepancies.locality asc,
    case discrepancies.severity when 'error' then 1 when 'query' then 2 else 3 end asc,
    discrepancies.nights_open desc,
    discrepancies.source_file asc nulls last,
    discrepancies.sheet asc,
    discrepancies.row_number asc,
    discrepancies.cell asc,
    discrepancies.field asc,
    discrepancies.kind asc,
    discrepancies.discrepancy_id asc
