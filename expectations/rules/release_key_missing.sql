/*
suite: release
severity: error
critical: true
table: published.reconciled_performance
sentence: A table of the release has rows without their key.
todo: Tell the data analyst; the release before stays until this is mended.
source: The data contract; these columns say what a row is about
*/
with keyless as (
    select
        'published.indicator_values' as record_table,
        count(*) as keyless
    from published.indicator_values
    where
        run_id is null
        or as_at is null
        or period is null
        or locality is null
        or team is null
        or indicator_id is null
        or source is null
    union all
    select
        'published.reconciled_performance' as record_table,
        count(*) as keyless
    from published.reconciled_performance
    where
        run_id is null
        or as_at is null
        or period is null
        or locality is null
        or team is null
        or indicator_id is null
        or status is null
    union all
    select
        'published.gap_bridge' as record_table,
        count(*) as keyless
    from published.gap_bridge
    where
        run_id is null
        or as_at is null
        or period is null
        or locality is null
        or team is null
        or indicator_id is null
        or step is null
    union all
    select
        'published.discrepancy_counts' as record_table,
        count(*) as keyless
    from published.discrepancy_counts
    where run_id is null or as_at is null or kind is null or severity is null
    union all
    select
        'published.data_accuracy' as record_table,
        count(*) as keyless
    from published.data_accuracy
    where run_id is null or as_at is null or locality is null or team is null or field is null
    union all
    select
        'published.validation_results' as record_table,
        count(*) as keyless
    from published.validation_results
    where run_id is null or as_at is null or rule_id is null or suite is null
    union all
    select
        'published.source_freshness' as record_table,
        count(*) as keyless
    from published.source_freshness
    where run_id is null or as_at is null or source is null or status is null
    union all
    select
        'published.audit_consistency' as record_table,
        count(*) as keyless
    from published.audit_consistency
    where run_id is null or as_at is null or locality is null
    union all
    select
        'inspection.discrepancies' as record_table,
        count(*) as keyless
    from inspection.discrepancies
    where run_id is null or as_at is null or discrepancy_id is null or kind is null
    union all
    select
        'inspection.validation_failures' as record_table,
        count(*) as keyless
    from inspection.validation_failures
    where run_id is null or as_at is null or failure_id is null or rule_id is null
    union all
    select
        'inspection.tracker_rows' as record_table,
        count(*) as keyless
    from inspection.tracker_rows
    where
        run_id is null
        or as_at is null
        or locality is null
        or source_file is null
        or match_method is null
    union all
    select
        'inspection.evidence' as record_table,
        count(*) as keyless
    from inspection.evidence
    where
        run_id is null
        or as_at is null
        or period is null
        or indicator_id is null
        or source is null
        or locality is null
)

select
    record_table,
    cast(null as varchar) as record_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as column_name,
    keyless || ' rows' as value,
    cast(null as varchar) as locality
from keyless
where keyless > 0
