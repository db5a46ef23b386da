/*
suite: release
severity: error
critical: true
table: published.reconciled_performance
sentence: A typed figure was not compared, or compared twice.
todo: Tell the data analyst; the release before stays until this is mended.
source: Nothing is dropped in silence
*/
with compared as (
    select
        figure_id,
        count(*) as outcomes
    from reconciled.figures
    group by figure_id
)

select
    concat_ws('!', figure.source_file, figure.sheet, figure.cell) as record_id,
    cast(null as varchar) as person_id,
    figure.indicator_id as column_name,
    coalesce(compared.outcomes, 0) || ' outcomes' as value,
    figure.locality
from staged.figures as figure
left join compared
    on figure.figure_id = compared.figure_id
where coalesce(compared.outcomes, 0) <> 1
