-- The life of every row that ever broke a rule: since when, and whether it has gone or is back again. A night
-- of before this was kept says nothing of the record, whose columns are then empty.
-- grain: a failure
-- reads: staged.night, history.lives, history.observations
create or replace table inspection.failure_lives as
with about as (
    select
        claim_id,
        locality,
        person_id,
        field,
        kind,
        record_table,
        record_id
    from history.observations
    where claim = 'failure'
    qualify row_number() over (partition by claim_id order by as_at desc) = 1
)

select
    night.run_id,
    night.as_at,
    lives.claim_id as failure_id,
    about.kind as rule_id,
    about.locality,
    about.record_table,
    about.record_id,
    about.person_id,
    about.field as column_name,
    lives.status,
    lives.first_seen,
    lives.last_seen,
    lives.nights_open
from history.lives as lives
inner join about on lives.claim_id = about.claim_id
cross join staged.night as night
where lives.claim = 'failure'
