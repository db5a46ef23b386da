-- The teams that only county.yaml or only the extract names: a name misspelt in one, or a team that is new.
-- The figures of a team that the extract never names, on no record of any date, are unknown and not nought;
-- and so are its locality's, of which it is a part. Nothing is said where what names teams did not come.
-- grain: a team that county.yaml declares and the extract never names; or a team (locality is null) that has
-- open plans tonight and is declared neither in a locality nor as one of the other teams
-- reads: staged.teams, staged.other_teams, staged.lacking, staged.night, staged.ssd_department,
--        staged.ssd_involvements, staged.ssd_cin_assessments, staged.ssd_initial_cp_conference,
--        staged.ssd_cin_episodes, staged.ssd_cin_plans, staged.ssd_cp_plans
create or replace table staged.teams_apart as
with named as (
    select dept_team_name as team
    from staged.ssd_department
    union
    select invo_professional_team as team
    from staged.ssd_involvements
    union
    select cina_assessment_team as team
    from staged.ssd_cin_assessments
    union
    select icpc_icpc_team as team
    from staged.ssd_initial_cp_conference
    union
    select cine_referral_team as team
    from staged.ssd_cin_episodes
),

unnamed as (
    select
        teams.locality,
        teams.team
    from staged.teams as teams
    left join named
        on teams.team = named.team
    where
        named.team is null
        and not exists (
            select 1
            from staged.lacking as lacking
            where
                lacking.record_table in ('ssd_department', 'ssd_involvements')
                and coalesce(lacking.column_name, 'dept_team_name')
                in ('dept_team_name', 'invo_professional_team')
        )
),

open_plans as (
    select cinp_person_id as person_id
    from staged.ssd_cin_plans
    cross join staged.night as night
    where
        cinp_cin_plan_start_date <= night.as_at
        and coalesce(cinp_cin_plan_end_date, date '9999-12-31') > night.as_at
    union all
    select cppl_person_id as person_id
    from staged.ssd_cp_plans
    cross join staged.night as night
    where
        cppl_cp_plan_start_date <= night.as_at
        and coalesce(cppl_cp_plan_end_date, date '9999-12-31') > night.as_at
),

-- The newest of a child's open allocations, as in measured.allocations.
allocations as (
    select
        involvement.invo_person_id as person_id,
        involvement.invo_professional_team as team
    from staged.ssd_involvements as involvement
    inner join staged.night as night
        on lower(trim(involvement.invo_professional_role_id)) = lower(trim(night.allocated_role))
    where
        involvement.invo_involvement_start_date <= night.as_at
        and coalesce(involvement.invo_involvement_end_date, date '9999-12-31') > night.as_at
    qualify
        row_number() over (
            partition by involvement.invo_person_id
            order by
                involvement.invo_involvement_start_date desc,
                involvement.invo_involvements_id desc,
                involvement.source_row desc
        ) = 1
),

undeclared as (
    select
        allocations.team,
        count(*) as open_plans
    from open_plans
    inner join allocations
        on open_plans.person_id = allocations.person_id
    left join staged.teams as teams
        on allocations.team = teams.team
    where
        allocations.team is not null
        and teams.team is null
        and allocations.team not in (select other_teams.team from staged.other_teams as other_teams)
        and not exists (
            select 1
            from staged.lacking as lacking
            where lacking.record_table in ('ssd_involvements', 'ssd_cin_plans', 'ssd_cp_plans')
        )
    group by allocations.team
)

select
    locality,
    team,
    cast(null as bigint) as open_plans,
    'county.yaml declares ''' || team || ''' as a team of ' || locality
    || ', and the extract never names it: its figures and those of the whole of ' || locality
    || ' are blank. Correct its name, or take it out' as said
from unnamed
union all
select
    cast(null as varchar) as locality,
    team,
    open_plans,
    'the extract has ' || open_plans || ' open plans in ''' || team
    || ''', a team that county.yaml does not declare: they are in no locality''s figures, and the total of'
    || ' the locality it belongs to is too low. Declare it in its locality, or under other_teams' as said
from undeclared
