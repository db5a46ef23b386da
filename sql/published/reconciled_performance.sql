-- Every figure with its three values: as the manager typed it, from the manager's own tracker rows, from the
-- case system. Where a figure is typed in two places the one that differs is shown, since the other hides
-- nothing.
-- grain: period, locality, team, indicator
-- reads: staged.night, staged.figures, reconciled.figures, measured.indicator_values,
--        carried.held_localities, carried.reconciled_performance
create or replace table published.reconciled_performance as
with night as (
    select run_id, as_at
    from staged.night
),

held as (
    select locality, is_carried
    from carried.held_localities
),

system_values as (
    select period, locality, team, indicator_id, value
    from measured.indicator_values
    where source = 'case_system'
),

tracker_values as (
    select period, locality, team, indicator_id, value
    from measured.indicator_values
    where source = 'tracker' and locality not in (select locality from held)
),

typed as (
    select
        figures.period,
        figures.locality,
        figures.team,
        figures.indicator_id,
        figures.value,
        figures.source_file,
        figures.sheet,
        figures.cell,
        compared.agrees,
        compared.cause
    from staged.figures as figures
    left join reconciled.figures as compared on figures.figure_id = compared.figure_id
    where
        figures.locality not in (select held.locality from held where held.is_carried)
        and figures.period is not null
        and figures.team is not null
        and figures.indicator_id is not null
    qualify
        row_number() over (
            partition by figures.period, figures.locality, figures.team, figures.indicator_id
            order by figures.value is null, coalesce(compared.agrees, true), figures.figure_id
        ) = 1
),

stale as (
    select
        period,
        locality,
        team,
        indicator_id,
        tracker_value,
        spreadsheet_value,
        cause,
        source_file,
        sheet,
        cell
    from carried.reconciled_performance
    where tracker_value is not null or spreadsheet_value is not null or cell is not null
),

keys as (
    select period, locality, team, indicator_id
    from system_values
    union
    select period, locality, team, indicator_id
    from tracker_values
    union
    select period, locality, team, indicator_id
    from typed
    union
    select period, locality, team, indicator_id
    from stale
),

side_by_side as (
    select
        keys.period,
        keys.locality,
        keys.team,
        keys.indicator_id,
        system_values.value as system_value,
        coalesce(tracker_values.value, stale.tracker_value) as tracker_value,
        coalesce(typed.value, stale.spreadsheet_value) as spreadsheet_value,
        stale.locality is not null as is_stale,
        typed.agrees,
        coalesce(typed.cause, stale.cause) as cause,
        coalesce(typed.source_file, stale.source_file) as source_file,
        coalesce(typed.sheet, stale.sheet) as sheet,
        coalesce(typed.cell, stale.cell) as cell
    from keys
    left join system_values using (period, locality, team, indicator_id)
    left join tracker_values using (period, locality, team, indicator_id)
    left join typed using (period, locality, team, indicator_id)
    left join stale using (period, locality, team, indicator_id)
)

select
    night.run_id,
    night.as_at,
    side_by_side.period,
    side_by_side.locality,
    side_by_side.team,
    side_by_side.indicator_id,
    side_by_side.system_value,
    side_by_side.tracker_value,
    side_by_side.spreadsheet_value,
    side_by_side.spreadsheet_value - side_by_side.system_value as difference,
    case
        when side_by_side.is_stale then 'stale_source'
        when side_by_side.spreadsheet_value is null then 'no_spreadsheet_figure'
        when side_by_side.system_value is null then 'no_system_value'
        when side_by_side.agrees then 'agrees'
        else 'differs'
    end as status,
    side_by_side.cause,
    side_by_side.source_file,
    side_by_side.sheet,
    side_by_side.cell
from side_by_side
cross join night
