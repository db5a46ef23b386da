-- The children who are allocated to a team of the county, or were last, with the team's locality.
-- grain: a child
-- reads: staged.ssd_involvements, staged.ssd_department, staged.teams, staged.night
create or replace table validated.children_localities as
with allocations as (
    select
        involvement.invo_person_id as person_id,
        coalesce(department.dept_team_name, involvement.invo_professional_team) as team
    from staged.ssd_involvements as involvement
    inner join staged.night as night
        on lower(involvement.invo_professional_role_id) = lower(night.allocated_role)
    -- Some case systems deliver the team's number.
    left join staged.ssd_department as department
        on involvement.invo_professional_team = department.dept_team_id
    qualify
        row_number() over (
            partition by involvement.invo_person_id
            order by
                coalesce(involvement.invo_involvement_end_date, date '9999-12-31') desc,
                involvement.invo_involvement_start_date desc,
                involvement.source_row desc
        ) = 1
)

select
    allocations.person_id,
    team.locality
from allocations
inner join staged.teams as team
    on allocations.team = team.team
