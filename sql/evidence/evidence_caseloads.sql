-- The evidence of average_caseload: children with an allocated worker at the end of the month; the record is
-- the worker.
-- grain: a child with an allocation open at the end of the month, and a month
-- reads: staged.months, measured.allocations
create or replace table measured.evidence_caseloads as
select
    months.period,
    'average_caseload' as indicator_id,
    allocations.team,
    allocations.person_id,
    allocations.worker_id as record_id,
    -- An allocation that names no worker is on nobody's caseload.
    allocations.worker_id is not null as counts,
    cast(null as integer) as days
from staged.months as months
inner join measured.allocations as allocations
    on months.last_day = allocations.day
where allocations.is_open
