-- The children a tracker row may be: those whom the first rule of the cascade that fits any child fits.
-- grain: a tracker row and a person
-- reads: reconciled.candidate_levels, reconciled.match_rules
create or replace table reconciled.match_candidates as
with
fitting as (
    select
        levels.tracker_row_id,
        levels.person_id,
        levels.has_open_plan and levels.is_in_locality as is_listed_here,
        rules.rank,
        rules.match_method,
        rules.match_score,
        contains(rules.needs, 'asked') as is_asked
    from reconciled.candidate_levels as levels
    inner join reconciled.match_rules as rules
        on
            contains(',' || rules.number_levels || ',', ',' || levels.number_level || ',')
            and contains(',' || rules.name_levels || ',', ',' || levels.name_level || ',')
            and contains(',' || rules.dob_levels || ',', ',' || levels.dob_level || ',')
            and (not contains(rules.needs, 'locality') or levels.is_in_locality)
            and (not contains(rules.needs, 'team') or levels.is_in_team)
            and (not contains(rules.needs, 'plan') or levels.has_open_plan)
            and (not contains(rules.needs, 'displaced') or levels.has_displaced_birthday)
)

select
    tracker_row_id,
    person_id,
    is_listed_here,
    match_method,
    match_score,
    is_asked
from fitting
qualify rank = min(rank) over (partition by tracker_row_id);
