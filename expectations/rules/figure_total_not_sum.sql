/*
suite: workbooks
severity: error
table: figures
sentence: The locality's total is not the sum of its teams.
todo: Add the teams' figures up again; correct the total or the figure that is wrong.
source: A plan is of one team
*/
with typed as (
    select
        figure_id,
        locality,
        team,
        period,
        indicator_id,
        source_file,
        sheet,
        cell,
        typed,
        value
    from staged.figures
    -- The counts among the indicators: the plans of a locality are those of its teams.
    where
        indicator_id in ('open_cin_plans', 'open_cp_plans', 'cp_not_visited_10wd', 'cp_first_visit_late')
        and value is not null
),

teams as (
    select
        locality,
        count(*) as teams
    from staged.teams
    group by locality
),

added as (
    select
        typed.locality,
        typed.period,
        typed.indicator_id,
        typed.source_file,
        typed.sheet,
        sum(typed.value) as value
    from typed
    inner join teams
        on typed.locality = teams.locality
    where typed.team <> 'All'
    group by typed.locality, typed.period, typed.indicator_id, typed.source_file, typed.sheet, teams.teams
    having count(distinct typed.team) = teams.teams and count(*) = teams.teams
)

select
    cast(null as varchar) as record_id,
    cast(null as varchar) as person_id,
    total.indicator_id as column_name,
    total.typed as value,
    total.locality,
    total.source_file,
    total.sheet,
    total.cell
from typed as total
inner join added
    on
        total.locality = added.locality
        and total.period = added.period
        and total.indicator_id = added.indicator_id
        and total.source_file = added.source_file
        and coalesce(total.sheet, '') = coalesce(added.sheet, '')
where total.team = 'All' and total.value <> added.value
