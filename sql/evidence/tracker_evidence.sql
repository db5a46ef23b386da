-- The evidence of the indicators a tracker can answer, from the managers' own rows, right or wrong, for the
-- last month measured. An indicator whose columns a locality's trackers do not have gets no rows there, so
-- that it has no value rather than nought.
-- grain: a tracker row and an indicator
-- reads: measured.tracker_plans, staged.night
create or replace table measured.tracker_evidence as
with plans as (
    select
        tracker_plans.*,
        night.cp_visit_working_days,
        night.supervision_days
    from measured.tracker_plans as tracker_plans
    cross join staged.night as night
),

open_plans as (
    select
        period,
        case when plan_type = 'CIN' then 'open_cin_plans' else 'open_cp_plans' end as indicator_id,
        locality,
        team,
        person_id,
        record_id,
        true as counts,
        days_open as days
    from plans
    where plan_type in ('CIN', 'CP')
),

in_timescale as (
    select
        period,
        'pct_cp_visits_in_timescale' as indicator_id,
        locality,
        team,
        person_id,
        record_id,
        coalesce(working_days_since_visit <= cp_visit_working_days, false) as counts,
        working_days_since_visit as days
    from plans
    where plan_type = 'CP' and has_last_visit
),

not_visited as (
    select
        period,
        'cp_not_visited_10wd' as indicator_id,
        locality,
        team,
        person_id,
        record_id,
        -- Without a start that can be read, nobody can say whether a visit is owed yet.
        case
            when last_visit is not null then false
            when days_open is not null then true
        end as counts,
        working_days_open as days
    from plans
    where
        plan_type = 'CP'
        and has_last_visit
        and coalesce(working_days_open > cp_visit_working_days, true)
),

seen_alone as (
    select
        period,
        'pct_seen_alone_last_cp_visit' as indicator_id,
        locality,
        team,
        person_id,
        record_id,
        seen_alone = 'Y' as counts,
        working_days_since_visit as days
    from plans
    where plan_type = 'CP' and has_seen_alone and last_visit is not null
),

supervised as (
    select
        period,
        'pct_supervised_30d' as indicator_id,
        locality,
        team,
        person_id,
        record_id,
        coalesce(days_since_supervision <= supervision_days, false) as counts,
        days_since_supervision as days
    from plans
    where has_last_supervision
),

evidence as (
    select * from open_plans
    union all
    select * from in_timescale
    union all
    select * from not_visited
    union all
    select * from seen_alone
    union all
    select * from supervised
)

select
    'tracker' as source,
    period,
    indicator_id,
    locality,
    team,
    person_id,
    record_id,
    counts,
    days
from evidence
