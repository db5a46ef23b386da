-- The indicators that tonight's extract cannot answer, since it lacks a table or column that they are counted
-- from.
-- grain: an indicator that cannot be answered
-- reads: measured.indicator_columns, staged.lacking
create or replace table measured.unavailable_indicators as
select distinct indicator_columns.indicator_id
from measured.indicator_columns as indicator_columns
inner join staged.lacking as lacking
    on
        indicator_columns.record_table = lacking.record_table
        and indicator_columns.column_name = coalesce(lacking.column_name, indicator_columns.column_name)
