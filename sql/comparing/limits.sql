-- How far back a move or a new plan explains that a child is not yet on a tracker, in days before the as-at
-- date. Trackers are returned monthly: a plan may be a month old before it is listed, a move two.
-- grain: one row
-- reads: nothing
create or replace table reconciled.limits as
select
    31 as new_plan_days,
    62 as recent_move_days,
    62 as unrecorded_plan_days;
