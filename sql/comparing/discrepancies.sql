-- Every place where a workbook and the case system disagree, children and figures alike. A discrepancy's id
-- is made of what is claimed about whom, not of where it stands, so that it keeps it when a row moves.
-- grain: a discrepancy
-- reads: reconciled.record_discrepancies, reconciled.severities, reconciled.figures,
--        reconciled.figure_cause_levels, staged.figures, measured.indicators
create or replace table reconciled.discrepancies as
with
-- A figure may be typed in several places: what the layout calls the place tells them apart, and the sheet.
placed as (
    select
        figure_id,
        locality,
        team,
        period,
        indicator_id,
        coalesce(declared_place, '') || '|' || coalesce(sheet, '') as place
    from staged.figures
),

-- Those that agree have their number too: one that is put right keeps it.
numbered as (
    select
        figure_id,
        place,
        min(place) over (partition by locality, team, period, indicator_id)
        <> max(place) over (partition by locality, team, period, indicator_id) as has_several_places,
        row_number() over (
            partition by locality, team, period, indicator_id, place
            order by figure_id
        ) as turn
    from placed
),

of_figures as (
    select
        md5(
            concat_ws(
                '|',
                'figure_differs',
                figures.locality,
                figures.team,
                strftime(figures.period, '%Y-%m'),
                figures.indicator_id,
                case when numbered.has_several_places then numbered.place end,
                cast(numbered.turn as varchar)
            )
        ) as discrepancy_id,
        figures.locality,
        figures.team,
        figures.source_file,
        figures.sheet,
        figures.cell,
        figures.row_number,
        null as person_id,
        null as plan_type,
        figures.indicator_id as field,
        case when figures.state = 'read' then 'figure_differs' else 'unreadable_value' end as kind,
        compared.cause,
        figures.typed as spreadsheet_value,
        -- As the figure should show.
        case
            when compared.system_value is null then 'nothing to count'
            when indicators.decimals = 0
                then cast(cast(floor(compared.system_value + 0.5 + 1e-9) as bigint) as varchar)
            else cast(cast(floor(compared.system_value * 10 + 0.5 + 1e-9) / 10 as decimal(18, 1)) as varchar)
        end
        || case when indicators.shape = 'percent' and compared.system_value is not null then '%' else '' end
            as system_value,
        case
            when compared.system_value is null
                then 'The case system has nothing to count here. Please confirm what was counted.'
            when figures.state <> 'read' then 'Words where a figure is needed. Please give the figure.'
            else levels.sentence || ' Please confirm.'
        end as explanation,
        case
            when figures.state = 'read' then cast(round(figures.value, 6) as varchar)
            else coalesce(lower(trim(figures.typed)), '')
        end as sheet_read
    from reconciled.figures as compared
    inner join staged.figures as figures
        on compared.figure_id = figures.figure_id
    inner join numbered
        on compared.figure_id = numbered.figure_id
    inner join measured.indicators as indicators
        on figures.indicator_id = indicators.indicator_id
    inner join reconciled.figure_cause_levels as levels
        on compared.hypothesis = levels.hypothesis
    where not compared.agrees
),

together as (
    select
        discrepancy_id,
        locality,
        team,
        source_file,
        sheet,
        cell,
        row_number,
        person_id,
        plan_type,
        field,
        kind,
        cause,
        spreadsheet_value,
        system_value,
        explanation,
        value_hash
    from reconciled.record_discrepancies
    union all
    select
        discrepancy_id,
        locality,
        team,
        source_file,
        sheet,
        cell,
        row_number,
        person_id,
        plan_type,
        field,
        kind,
        cause,
        spreadsheet_value,
        system_value,
        explanation,
        left(md5(concat_ws('|', discrepancy_id, sheet_read, system_value)), 8) as value_hash
    from of_figures
)

select
    together.discrepancy_id,
    together.locality,
    together.team,
    together.source_file,
    together.sheet,
    together.cell,
    cast(together.row_number as integer) as row_number,
    together.person_id,
    together.field,
    together.kind,
    together.cause,
    severities.severity,
    together.spreadsheet_value,
    together.system_value,
    together.explanation,
    together.value_hash
from together
inner join reconciled.severities as severities
    on
        together.kind like severities.kind
        and coalesce(together.plan_type, '') like severities.plan_type
        and coalesce(together.field, '') like severities.field
        and together.cause like severities.cause
qualify row_number() over (partition by together.discrepancy_id order by severities.rank) = 1;
