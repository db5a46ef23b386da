-- How much each kind of discrepancy matters: `error` hides a child or a figure, `query` needs an answer,
-- `info` is tidying. The first line that fits holds; % stands for anything.
-- grain: a rank
-- reads: nothing
create or replace table reconciled.severities as
select
    severities.rank,
    severities.kind,
    severities.plan_type,
    severities.field,
    severities.cause,
    severities.severity
from (
    values
    (1, 'missing_from_spreadsheet', 'CP', '%', '%', 'error'),
    (2, 'missing_from_spreadsheet', '%', '%', 'not_yet_added', 'query'),
    (3, 'missing_from_spreadsheet', '%', '%', '%', 'error'),
    (4, 'missing_from_system', '%', '%', '%', 'error'),
    (5, 'not_open_in_system', '%', '%', 'not_recorded_in_system', 'error'),
    (6, 'figure_differs', '%', '%', 'rounding', 'info'),
    (7, 'figure_differs', '%', '%', '%', 'error'),
    (8, '%', '%', 'last_visit', '%', 'error'),
    (9, '%', '%', 'plan_start', '%', 'error'),
    (10, '%', '%', 'next_review', '%', 'error'),
    (11, '%', '%', 'name', '%', 'info'),
    (12, '%', '%', 'worker', '%', 'info'),
    (13, '%', '%', 'assessment_start', '%', 'info'),
    (14, '%', '%', 'assessment_completed', '%', 'info'),
    (15, '%', '%', '%', '%', 'query')
) as severities (rank, kind, plan_type, field, cause, severity);
