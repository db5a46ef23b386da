-- The indicators that tonight's extract cannot answer, since a table or column they are counted from did not
-- come.
-- grain: an indicator that cannot be answered
-- reads: measured.indicator_columns, staged.staging_findings
create or replace table measured.unavailable_indicators as
select distinct indicator_columns.indicator_id
from measured.indicator_columns as indicator_columns
inner join staged.staging_findings as findings
    on
        indicator_columns.record_table = findings.record_table
        and (
            findings.rule_id in ('table_missing', 'table_unreadable')
            or (findings.rule_id = 'column_missing' and indicator_columns.column_name = findings.column_name)
        )
