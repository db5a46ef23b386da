-- What tonight's extract cannot say of a tracker row: nobody can tell that the manager is wrong there.
-- grain: a tracker row and a claim
-- reads: reconciled.unanswered_claims, staged.tracker_rows, staged.tracker_values
create or replace table reconciled.unanswered_rows as
with
-- A plan type in the row itself may be wrong: which plan the row is about is seen from all the child's plans.
own_plan_cells as (
    select distinct tracker_row_id
    from staged.tracker_values
    where field = 'plan_type' and state = 'read'
)

select distinct
    tracker_rows.tracker_row_id,
    claims.claim
from staged.tracker_rows as tracker_rows
left join own_plan_cells
    on tracker_rows.tracker_row_id = own_plan_cells.tracker_row_id
inner join reconciled.unanswered_claims as claims
    on
        own_plan_cells.tracker_row_id is not null
        or claims.plan_type = coalesce(tracker_rows.plan_type, claims.plan_type);
