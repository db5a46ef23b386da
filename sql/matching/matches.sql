-- Who each tracker row is. Children that fit equally well are a tie; the one who alone has an open plan of
-- that type in the row's locality is believed (another of the same name and birthday is most often the same
-- child, recorded twice). Any other tie is `ambiguous` and names nobody, and so is a row with too little that
-- agrees. Where a row has one twin's name and the other's number, the twin who has no row of its own is
-- believed.
-- grain: a tracker row
-- reads: staged.tracker_rows, reconciled.match_candidates, reconciled.candidate_levels
create or replace table reconciled.matches as
with
counted as (
    select
        tracker_row_id,
        max(match_method) as match_method,
        max(match_score) as match_score,
        count(*) as candidates,
        -- A rule that only asks chooses nobody, be there one who fits it.
        count(*) filter (where not is_asked) as fitting,
        count(*) filter (where is_listed_here and not is_asked) as listed_candidates,
        max(person_id) as person_id,
        max(person_id) filter (where is_listed_here) as listed_person_id
    from reconciled.match_candidates
    group by tracker_row_id
),

certain_rows as (
    select distinct
        counted.person_id,
        tracker_rows.locality,
        tracker_rows.plan_type
    from counted
    inner join staged.tracker_rows as tracker_rows
        on counted.tracker_row_id = tracker_rows.tracker_row_id
    where counted.fitting = 1 and counted.match_method = 'number_name_dob'
),

twins_with_the_number as (
    select
        counted.tracker_row_id,
        min(levels.person_id) as person_id
    from counted
    inner join staged.tracker_rows as tracker_rows
        on counted.tracker_row_id = tracker_rows.tracker_row_id
    inner join reconciled.candidate_levels as levels
        on
            counted.tracker_row_id = levels.tracker_row_id
            and counted.person_id <> levels.person_id
            and levels.number_level = 'same'
            and levels.dob_level = 'same'
    inner join certain_rows as rows_of_the_name
        on
            counted.person_id = rows_of_the_name.person_id
            and tracker_rows.locality = rows_of_the_name.locality
            and tracker_rows.plan_type = rows_of_the_name.plan_type
    left join certain_rows as rows_of_the_number
        on
            levels.person_id = rows_of_the_number.person_id
            and tracker_rows.locality = rows_of_the_number.locality
            and tracker_rows.plan_type = rows_of_the_number.plan_type
    where
        counted.fitting = 1
        and counted.match_method = 'name_dob_family_number'
        and rows_of_the_number.person_id is null
    group by counted.tracker_row_id
)

select
    tracker_rows.tracker_row_id,
    case
        when twins.person_id is not null then twins.person_id
        when counted.fitting = 1 then counted.person_id
        when counted.listed_candidates = 1 then counted.listed_person_id
    end as person_id,
    case
        when counted.candidates is null then 'none'
        when twins.person_id is not null then 'number_dob_not_yet_listed'
        when counted.fitting = 1 then counted.match_method
        when counted.listed_candidates = 1 then counted.match_method || '_listed_here'
        else 'ambiguous'
    end as match_method,
    case
        when twins.person_id is not null then 0.80
        when counted.fitting = 1 then counted.match_score
        when counted.listed_candidates = 1 then counted.match_score - 0.05
        -- Of a tie or a question, what each of its candidates has; of nobody, nothing.
        else coalesce(counted.match_score, 0)
    end as match_score
from staged.tracker_rows as tracker_rows
left join counted
    on tracker_rows.tracker_row_id = counted.tracker_row_id
left join twins_with_the_number as twins
    on tracker_rows.tracker_row_id = twins.tracker_row_id;
