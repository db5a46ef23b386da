-- The life of every discrepancy there ever was: since when, whether it has gone, who has it and what they
-- answered. An answer to a discrepancy that has gone stays here; one that comes back begins without answers.
-- grain: a discrepancy
-- reads: staged.night, history.lives, history.observations, history.responses
create or replace table inspection.discrepancy_lives as
with about as (
    select
        claim_id,
        locality,
        team,
        person_id,
        field,
        kind
    from history.observations
    where claim = 'discrepancy'
    qualify row_number() over (partition by claim_id order by as_at desc) = 1
)

select
    night.run_id,
    night.as_at,
    lives.claim_id as discrepancy_id,
    about.locality,
    about.team,
    about.person_id,
    about.field,
    about.kind,
    lives.first_seen,
    lives.last_seen,
    lives.nights_open,
    case
        when lives.status <> 'gone' and responses.says in ('answered', 'accepted') then responses.says
        else lives.status
    end as status,
    responses.assigned_to,
    responses.response,
    responses.accepted_until
from history.lives as lives
inner join about on lives.claim_id = about.claim_id
cross join staged.night as night
left join history.responses as responses on lives.claim_id = responses.discrepancy_id
where lives.claim = 'discrepancy'
