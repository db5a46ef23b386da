-- Who worked with a child, in which team and locality, one after the other; `turn` 1 is now, or the last one
-- there was.
-- grain: an involvement of the allocated worker
-- reads: staged.ssd_involvements, staged.ssd_professionals, staged.teams, staged.night, reconciled.text_keys
create or replace table reconciled.allocations as
with
involvements as (
    select
        involvements.invo_person_id as person_id,
        involvements.invo_involvements_id as involvement_id,
        involvements.invo_professional_id as worker_id,
        involvements.invo_professional_team as team,
        involvements.invo_involvement_start_date as start_date,
        involvements.invo_involvement_end_date as end_date,
        night.as_at
    from staged.ssd_involvements as involvements
    cross join staged.night as night
    where
        lower(trim(involvements.invo_professional_role_id)) = lower(trim(night.allocated_role))
        and involvements.invo_involvement_start_date <= night.as_at
),

workers as (
    select
        prof_professional_id as worker_id,
        max(prof_professional_name) as worker
    from staged.ssd_professionals
    group by prof_professional_id
)

select
    involvements.person_id,
    involvements.team,
    teams.locality,
    involvements.worker_id,
    workers.worker,
    text_keys.letters as worker_letters,
    involvements.start_date,
    involvements.end_date,
    involvements.end_date is null or involvements.end_date > involvements.as_at as is_open,
    row_number() over (
        partition by involvements.person_id
        order by
            involvements.end_date is null or involvements.end_date > involvements.as_at desc,
            involvements.start_date desc,
            involvements.end_date desc,
            involvements.involvement_id desc
    ) as turn
from involvements
left join workers
    on involvements.worker_id = workers.worker_id
left join staged.teams as teams
    on involvements.team = teams.team
left join reconciled.text_keys as text_keys
    on workers.worker = text_keys.words;
