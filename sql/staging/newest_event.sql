-- The newest thing that the extract tells of up to the night, and how much it tells of days after it: an
-- extract of another night, delivered again or too late, shows in these.
-- grain: one row
-- reads: staged.night, staged.ssd_contacts, staged.ssd_cin_episodes, staged.ssd_cin_assessments,
--        staged.ssd_cin_visits, staged.ssd_cp_visits, staged.ssd_involvements
create or replace table staged.newest_event as
with events as (
    select cont_contact_date as day
    from staged.ssd_contacts
    union all
    select cine_referral_date as day
    from staged.ssd_cin_episodes
    union all
    select cina_assessment_start_date as day
    from staged.ssd_cin_assessments
    union all
    select cinv_cin_visit_date as day
    from staged.ssd_cin_visits
    union all
    select cppv_cp_visit_date as day
    from staged.ssd_cp_visits
    union all
    select invo_involvement_start_date as day
    from staged.ssd_involvements
)

select
    max(events.day) filter (where events.day <= night.as_at) as newest,
    count(*) filter (where events.day > night.as_at) as later
from staged.night as night
left join events on events.day is not null
