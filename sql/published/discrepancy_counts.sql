-- How many discrepancies of each sort there are.
-- grain: locality, team, field, kind, cause, severity
-- reads: inspection.discrepancies
create or replace table published.discrepancy_counts as
select
    run_id,
    as_at,
    locality,
    team,
    field,
    kind,
    cause,
    severity,
    count(*) as discrepancies
from inspection.discrepancies
group by run_id, as_at, locality, team, field, kind, cause, severity
