/*
suite: release
severity: error
critical: true
table: published.indicator_values
sentence: A percentage that we worked out is below 0 or above 100.
todo: Tell the data analyst; the release before stays until this is mended.
source: A percentage is a part of a whole
*/
with percents as (
    select
        'published.indicator_values' as record_table,
        figures.locality,
        concat_ws('/', figures.source, figures.period, figures.team, figures.indicator_id) as record_id,
        figures.value
    from published.indicator_values as figures
    inner join measured.indicators as indicators
        on figures.indicator_id = indicators.indicator_id and indicators.unit = '%'
    -- What a manager typed is shown as typed; it is the matter of figure_percent_out_of_range.
    where figures.source <> 'spreadsheet'
    union all
    select
        'published.data_accuracy' as record_table,
        locality,
        concat_ws('/', team, field) as record_id,
        accuracy as value
    from published.data_accuracy
)

select
    record_table,
    record_id,
    cast(null as varchar) as person_id,
    'value' as column_name,
    cast(value as varchar) as value,
    locality
from percents
where value < 0 or value > 100
