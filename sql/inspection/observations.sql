-- Which discrepancies and failures each night held, up to this one, and whom and what they were about. What a
-- held back locality's last release said is held but not seen, and so is what tonight's extract cannot answer
-- or a rule could not judge: it has not gone, and nobody looked.
-- grain: night, claim, claim_id
-- reads: staged.night, reconciled.discrepancies, reconciled.unanswered_claims, validated.failures,
--        validated.results, measured.unavailable_indicators, carried.stale_results, history.nights,
--        history.past, carried.held_localities, carried.discrepancies, carried.validation_failures
create or replace table history.observations as
with night as (
    select as_at
    from staged.night
),

held as (
    select locality, is_carried
    from carried.held_localities
),

stale_rules as (
    select rule_id, locality
    from carried.stale_results
),

night_before as (
    select max(nights.as_at) as as_at
    from history.nights as nights
    inner join night on nights.as_at < night.as_at
),

-- What a discrepancy is about (a kind, or a field) that nobody can say anything of tonight.
unanswered as (
    select claim
    from reconciled.unanswered_claims
    union
    select indicator_id as claim
    from measured.unavailable_indicators
),

not_judged as (
    select distinct rule_id
    from validated.results
    where checked is null and failed is null
),

held_tonight as (
    select
        'discrepancy' as claim,
        discrepancies.discrepancy_id as claim_id,
        true as is_seen,
        discrepancies.locality,
        discrepancies.team,
        discrepancies.person_id,
        discrepancies.field,
        discrepancies.kind,
        cast(null as varchar) as record_table,
        cast(null as varchar) as record_id,
        discrepancies.value_hash
    from reconciled.discrepancies as discrepancies
    left join held on discrepancies.locality = held.locality
    where
        held.locality is null
        or (not held.is_carried and discrepancies.kind <> 'missing_from_spreadsheet')
    union all
    select
        'discrepancy' as claim,
        discrepancy_id as claim_id,
        false as is_seen,
        locality,
        team,
        person_id,
        field,
        kind,
        cast(null as varchar) as record_table,
        cast(null as varchar) as record_id,
        cast(null as varchar) as value_hash
    from carried.discrepancies
    union all
    select
        'failure' as claim,
        failure_id as claim_id,
        true as is_seen,
        locality,
        cast(null as varchar) as team,
        person_id,
        column_name as field,
        rule_id as kind,
        record_table,
        record_id,
        cast(null as varchar) as value_hash
    from validated.failures
    union all
    select
        'failure' as claim,
        failures.failure_id as claim_id,
        false as is_seen,
        failures.locality,
        cast(null as varchar) as team,
        failures.person_id,
        failures.column_name as field,
        failures.rule_id as kind,
        failures.record_table,
        failures.record_id,
        cast(null as varchar) as value_hash
    from carried.validation_failures as failures
    inner join stale_rules
        on failures.rule_id = stale_rules.rule_id and failures.locality = stale_rules.locality
    union all
    select
        past.claim,
        past.claim_id,
        false as is_seen,
        past.locality,
        past.team,
        past.person_id,
        past.field,
        past.kind,
        past.record_table,
        past.record_id,
        cast(null as varchar) as value_hash
    from history.past as past
    inner join night_before on past.as_at = night_before.as_at
    where
        (past.claim = 'failure' and past.kind in (select not_judged.rule_id from not_judged))
        or (
            past.claim = 'discrepancy'
            and (
                past.kind in (select unanswered.claim from unanswered)
                or (
                    past.kind in ('value_differs', 'unreadable_value', 'figure_differs')
                    and past.field in (select unanswered.claim from unanswered)
                )
            )
        )
)

select
    past.as_at,
    past.claim,
    past.claim_id,
    past.is_seen,
    past.locality,
    past.team,
    past.person_id,
    past.field,
    past.kind,
    past.record_table,
    past.record_id,
    past.value_hash
from history.past as past
cross join night
where past.as_at < night.as_at
union all
select
    night.as_at,
    held_tonight.claim,
    held_tonight.claim_id,
    bool_or(held_tonight.is_seen) as is_seen,
    max(held_tonight.locality) as locality,
    max(held_tonight.team) as team,
    max(held_tonight.person_id) as person_id,
    max(held_tonight.field) as field,
    max(held_tonight.kind) as kind,
    max(held_tonight.record_table) as record_table,
    max(held_tonight.record_id) as record_id,
    max(held_tonight.value_hash) as value_hash
from held_tonight
cross join night
group by night.as_at, held_tonight.claim, held_tonight.claim_id
