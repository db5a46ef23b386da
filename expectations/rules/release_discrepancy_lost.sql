/*
suite: release
severity: error
critical: true
table: published.discrepancy_counts
sentence: The discrepancies that are listed are not as many as those that are counted.
todo: Tell the data analyst; the release before stays until this is mended.
source: Nothing is dropped in silence
*/
with rows_of as (
    select
        locality,
        count(*) as discrepancies
    from inspection.discrepancies
    group by locality
),

counts_of as (
    select
        locality,
        sum(discrepancies) as discrepancies
    from published.discrepancy_counts
    group by locality
)

select
    cast(null as varchar) as record_id,
    cast(null as varchar) as person_id,
    'discrepancies' as column_name,
    coalesce(rows_of.discrepancies, 0) || ' rows, '
    || coalesce(counts_of.discrepancies, 0) || ' counted' as value,
    coalesce(rows_of.locality, counts_of.locality) as locality
from rows_of
full outer join counts_of
    on rows_of.locality = counts_of.locality
where coalesce(rows_of.discrepancies, 0) <> coalesce(counts_of.discrepancies, 0)
