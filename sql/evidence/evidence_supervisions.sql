-- The evidence of pct_supervised_30d: children with an open plan, and the days since their last case
-- supervision.
-- grain: a child with a plan open at the end of the month, and a month
-- reads: measured.open_plans, staged.local_supervisions, staged.night
create or replace table measured.evidence_supervisions as
with children as (
    -- A child with a CIN and a CP plan is one child; a plan whose child is blank stands for a child of its
    -- own.
    select
        period,
        last_day,
        coalesce(person_id, record_id) as record_id,
        person_id,
        team
    from measured.open_plans
    qualify
        row_number() over (
            partition by period, coalesce(person_id, record_id)
            order by plan_type desc, record_id asc
        ) = 1
),

supervisions as (
    select
        person_id,
        supervision_date
    from staged.local_supervisions
    where lower(trim(supervision_type)) = 'case'
),

last_supervisions as (
    select
        children.period,
        children.last_day,
        children.record_id,
        children.person_id,
        children.team,
        max(supervisions.supervision_date) as last_supervision
    from children
    left join supervisions
        on
            children.person_id = supervisions.person_id
            and children.last_day >= supervisions.supervision_date
    group by
        children.period,
        children.last_day,
        children.record_id,
        children.person_id,
        children.team
)

select
    last_supervisions.period,
    'pct_supervised_30d' as indicator_id,
    last_supervisions.team,
    last_supervisions.person_id,
    last_supervisions.record_id,
    coalesce(
        last_supervisions.last_supervision >= last_supervisions.last_day - night.supervision_days,
        false
    ) as counts,
    cast(date_diff('day', last_supervisions.last_supervision, last_supervisions.last_day) as integer) as days
from last_supervisions
cross join staged.night as night
