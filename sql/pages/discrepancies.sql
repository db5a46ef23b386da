-- The discrepancies as an officer reads them, those that matter most first. Of a worker only the initials are
-- shown: the page names nobody.
-- grain: a discrepancy
-- reads: inspection.discrepancies
create or replace table pages.discrepancies as
select
    locality,
    discrepancy_id,
    as_at,
    team,
    source_file,
    sheet,
    cell,
    person_id,
    field,
    kind,
    cause,
    severity,
    case
        when field = 'worker' then regexp_replace(spreadsheet_value, '(\pL)[\pL''’-]*', '\1', 'g')
        else spreadsheet_value
    end as spreadsheet_value,
    case
        when field = 'worker' then regexp_replace(system_value, '(\pL)[\pL''’-]*', '\1', 'g')
        else system_value
    end as system_value,
    explanation,
    nights_open,
    status,
    assigned_to,
    response,
    row_number() over (
        partition by locality
        order by source_file nulls last, sheet, row_number, cell, field, kind, discrepancy_id
    ) as place
from inspection.discrepancies
order by
    locality asc,
    case severity when 'error' then 1 when 'query' then 2 else 3 end asc,
    nights_open desc,
    source_file asc nulls last,
    sheet asc,
    row_number asc,
    cell asc,
    field asc,
    kind asc,
    discrepancy_id asc
