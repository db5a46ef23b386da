/*
suite: release
severity: error
table: published.source_freshness
sentence: A table of the extract has fewer or more rows than its file has records.
todo: Ask for the export again; quotes in a text may not be closed as they should be.
source: Nothing is dropped in silence
*/
select
    'staged.' || record_table as record_table,
    record_table as record_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as column_name,
    coalesce(cast(landed as varchar), 'uncounted') || ' records landed, ' || staged || ' staged and '
    || refused || ' refused' as value,
    cast(null as varchar) as locality
from staged.row_counts
where coalesce(landed <> staged + refused, true)
