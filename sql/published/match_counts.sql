-- How many tracker rows were given their child by each rule, and how many none could be given.
-- grain: locality, rule
-- reads: staged.night, inspection.tracker_rows, reconciled.match_rules
create or replace table published.match_counts as
with
rules as (
    select
        match_method,
        sentence
    from reconciled.match_rules
    union all
    select
        endings.match_method,
        endings.sentence
    from (
        values
        ('none', 'Nobody in the case system: such a row is a discrepancy'),
        (
            'ambiguous',
            'Several children fit equally well, or too little agrees: it is nobody''s, and is asked about'
        ),
        (
            'number_dob_not_yet_listed',
            'Number and date of birth agree, the name is a twin''s who has a row, and this child has no other'
        )
    ) as endings (match_method, sentence)
),

counted as (
    select
        as_at,
        locality,
        match_method,
        replace(match_method, '_listed_here', '') as rule,
        max(match_score) as match_score,
        count(*) as tracker_rows
    from inspection.tracker_rows
    group by as_at, locality, match_method
)

select
    night.run_id,
    counted.as_at,
    counted.locality,
    counted.match_method,
    counted.match_score,
    case
        when counted.rule = counted.match_method then rules.sentence
        else rules.sentence || '; of those who fit, the only one with an open plan here'
    end as meaning,
    counted.tracker_rows
from counted
cross join staged.night as night
left join rules on counted.rule = rules.match_method
