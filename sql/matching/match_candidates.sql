-- The children a tracker row may be: those whom the first rule of the cascade that fits any child fits.
-- grain: a tracker row and a person
-- reads: reconciled.candidate_levels, reconciled.match_rules, reconciled.row_keys
create or replace table reconciled.match_candidates as
with
fitting as (
    select
        levels.tracker_row_id,
        levels.person_id,
        row_keys.locality,
        row_keys.plan_type,
        levels.has_open_plan and levels.is_in_locality as is_listed_here,
        rules.rank,
        rules.match_method,
        rules.match_score,
        contains(rules.needs, 'unlisted') as is_for_unlisted,
        contains(rules.needs, 'asked') as is_asked
    from reconciled.candidate_levels as levels
    inner join reconciled.row_keys as row_keys
        on levels.tracker_row_id = row_keys.tracker_row_id
    inner join reconciled.match_rules as rules
        on
            contains(',' || rules.number_levels || ',', ',' || levels.number_level || ',')
            and contains(',' || rules.name_levels || ',', ',' || levels.name_level || ',')
            and contains(',' || rules.dob_levels || ',', ',' || levels.dob_level || ',')
            and (not contains(rules.needs, 'locality') or levels.is_in_locality)
            and (not contains(rules.needs, 'team') or levels.is_in_team)
            and (not contains(rules.needs, 'plan') or levels.has_open_plan)
),

surely_listed as (
    select distinct
        person_id,
        locality,
        plan_type
    from (
        select * from fitting
        where not is_for_unlisted and not is_asked
        qualify rank = min(rank) over (partition by tracker_row_id)
    ) as sure
),

allowed as (
    select fitting.*
    from fitting
    left join surely_listed
        on
            fitting.person_id = surely_listed.person_id
            and fitting.locality = surely_listed.locality
            and fitting.plan_type is not distinct from surely_listed.plan_type
    where not fitting.is_for_unlisted or surely_listed.person_id is null
)

select
    tracker_row_id,
    person_id,
    is_listed_here,
    match_method,
    match_score,
    is_asked
from allowed
qualify rank = min(rank) over (partition by tracker_row_id);
