-- The discrepancies of tracker rows and where they stand, those of a locality together; figures have a table
-- of their own. No record number, and values only where the field is a date or a yes or no that was read: the
-- page names nobody.
-- grain: a discrepancy
-- reads: inspection.discrepancies
create or replace table pages.places as
select
    locality,
    team,
    source_file,
    sheet,
    cell,
    row_number,
    field,
    kind,
    cause,
    severity,
    nights_open,
    status,
    discrepancy_id,
    explanation,
    case
        when
            kind = 'value_differs'
            and field in (
                'plan_type', 'plan_start', 'last_visit', 'seen_alone', 'next_visit_due', 'last_supervision',
                'last_review', 'next_review', 'assessment_start', 'assessment_completed'
            )
            then spreadsheet_value
    end as spreadsheet_value,
    case
        when
            kind = 'missing_from_spreadsheet'
            or kind in ('value_differs', 'unreadable_value')
            and field in (
                'plan_type', 'plan_start', 'last_visit', 'seen_alone', 'next_visit_due', 'last_supervision',
                'last_review', 'next_review', 'assessment_start', 'assessment_completed'
            )
            then system_value
    end as system_value,
    row_number() over (
        partition by locality
        order by source_file, sheet, row_number, cell, field, kind, discrepancy_id
    ) as place
from inspection.discrepancies
where kind <> 'figure_differs'
order by locality, source_file, sheet, row_number, cell, field, kind, discrepancy_id
