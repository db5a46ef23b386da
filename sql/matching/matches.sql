-- Who each tracker row is. Children that fit equally well are a tie; the one who alone has an open plan of
-- that type in the row's locality is believed (another of the same name and birthday is most often the same
-- child, recorded twice); any other tie is `ambiguous` and names nobody.
-- grain: a tracker row
-- reads: staged.tracker_rows, reconciled.match_candidates
create or replace table reconciled.matches as
with
counted as (
    select
        tracker_row_id,
        max(match_method) as match_method,
        max(match_score) as match_score,
        count(*) as candidates,
        count(*) filter (where is_listed_here) as listed_candidates,
        max(person_id) as person_id,
        max(person_id) filter (where is_listed_here) as listed_person_id
    from reconciled.match_candidates
    group by tracker_row_id
)

select
    tracker_rows.tracker_row_id,
    case
        when counted.candidates = 1 then counted.person_id
        when counted.listed_candidates = 1 then counted.listed_person_id
    end as person_id,
    case
        when counted.candidates is null then 'none'
        when counted.candidates = 1 then counted.match_method
        when counted.listed_candidates = 1 then counted.match_method || '_listed_here'
        else 'ambiguous'
    end as match_method,
    case
        when counted.candidates = 1 then counted.match_score
        when counted.listed_candidates = 1 then counted.match_score - 0.05
    end as match_score
from staged.tracker_rows as tracker_rows
left join counted
    on tracker_rows.tracker_row_id = counted.tracker_row_id;
