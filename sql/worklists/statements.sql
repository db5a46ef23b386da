-- What people have answered in returned worklists, each answer once, however often it lay in the folder, with
-- the first night that had it. The order in which answers came is worked out from the nights alone.
-- grain: answer_id
-- reads: staged.night, history.past_answers, history.answered
create or replace table history.statements as
with night as (
    select as_at
    from staged.night
),

answers as (
    select
        past.as_at,
        past.answer_id,
        past.discrepancy_id,
        past.status,
        past.who,
        past.note,
        past.until,
        past.seen,
        past.source_file,
        past.delivered_at,
        past.sheet,
        past.row_number
    from history.past_answers as past
    cross join night
    where past.as_at < night.as_at
    union all
    select
        as_at,
        answer_id,
        discrepancy_id,
        status,
        who,
        note,
        until,
        seen,
        source_file,
        delivered_at,
        sheet,
        row_number
    from history.answered
),

first_landed as (
    select
        answer_id,
        discrepancy_id,
        status,
        who,
        note,
        until,
        seen,
        source_file,
        delivered_at,
        sheet,
        row_number,
        as_at as landed
    from answers
    qualify
        row_number() over (
            partition by answer_id
            order by as_at asc, delivered_at asc, source_file asc, sheet asc, row_number asc
        ) = 1
)

select
    answer_id,
    discrepancy_id,
    status,
    who,
    note,
    until,
    seen,
    landed,
    -- Of answers that name nobody those in another file may be another person's.
    coalesce(nullif(lower(who), ''), 'file ' || source_file) as person,
    row_number() over (
        partition by discrepancy_id
        order by landed asc, delivered_at asc, source_file asc, sheet asc, row_number asc, answer_id asc
    ) as place
from first_landed
