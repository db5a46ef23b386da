-- The allocated worker and team of a child on the days an indicator asks about: the month ends, and the days
-- of CP reviews. An allocation that ended that very day is kept, as not open: a plan's last review is often
-- the day its worker is done, and the review is still that team's. At a month end only open ones are asked
-- for.
-- grain: a child and a day asked about, where an allocation was open on that day or ended that day
-- reads: staged.night, staged.months, staged.ssd_involvements, staged.ssd_cp_reviews
create or replace table measured.allocations as
with involvements as (
    select
        involvement.invo_person_id as person_id,
        involvement.invo_professional_id as worker_id,
        involvement.invo_professional_team as team,
        involvement.invo_involvement_start_date as started,
        involvement.invo_involvement_end_date as ended,
        involvement.invo_involvements_id as involvement_id,
        involvement.source_row
    from staged.ssd_involvements as involvement
    inner join staged.night as night
        on lower(trim(involvement.invo_professional_role_id)) = lower(trim(night.allocated_role))
),

days_asked as (
    select
        involvements.person_id,
        months.last_day as day
    from involvements
    cross join staged.months as months
    union distinct
    select
        cppr_person_id as person_id,
        cppr_cp_review_date as day
    from staged.ssd_cp_reviews
    where cppr_cp_review_date is not null
),

candidates as (
    select
        days_asked.person_id,
        days_asked.day,
        involvements.worker_id,
        involvements.team,
        involvements.started,
        involvements.involvement_id,
        involvements.source_row,
        days_asked.day < coalesce(involvements.ended, date '9999-12-31') as is_open
    from days_asked
    inner join involvements
        on
            days_asked.person_id = involvements.person_id
            and days_asked.day >= involvements.started
            and days_asked.day <= coalesce(involvements.ended, date '9999-12-31')
)

select
    person_id,
    day,
    worker_id,
    team,
    is_open
from candidates
-- A child with two open allocations has been handed over and the old one was never closed, so the newest
-- start holds; where both began on one day the later record does.
qualify
    row_number() over (
        partition by person_id, day
        order by is_open desc, started desc, involvement_id desc, source_row desc
    ) = 1
