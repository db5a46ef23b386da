-- The evidence of pct_cp_reviews_in_timescale: CP reviews held in the month; days is how late, below nought
-- how early.
-- grain: a CP review, in the month it was held; an id delivered twice is one review, its first line
-- reads: staged.ssd_cp_reviews, staged.months, measured.allocations
create or replace table measured.evidence_reviews as
with reviews as (
    select
        coalesce(cppr_cp_review_id, 'line ' || cast(source_row as varchar)) as record_id,
        cppr_person_id as person_id,
        cppr_cp_review_due as due,
        cppr_cp_review_date as held
    from staged.ssd_cp_reviews
    qualify
        row_number() over (
            partition by coalesce(cppr_cp_review_id, 'line ' || cast(source_row as varchar))
            order by source_row
        ) = 1
)

select
    months.period,
    'pct_cp_reviews_in_timescale' as indicator_id,
    allocations.team,
    reviews.person_id,
    reviews.record_id,
    reviews.held <= reviews.due as counts,
    cast(date_diff('day', reviews.due, reviews.held) as integer) as days
from reviews
inner join staged.months as months
    on reviews.held between months.first_day and months.last_day
left join measured.allocations as allocations
    on
        reviews.person_id = allocations.person_id
        and reviews.held = allocations.day
