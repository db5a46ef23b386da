-- What the answers to a discrepancy come to. Of answers that disagree all are shown, each with its name, and
-- the discrepancy stays as open as the most open of them.
-- grain: discrepancy_id
-- reads: history.standing_answers
create or replace table history.responses as
with standing as (
    select
        discrepancy_id,
        answer_id,
        who,
        note,
        until,
        place,
        says,
        lacks,
        case says when 'open' then 1 when 'answered' then 2 else 3 end as settled
    from history.standing_answers
),

together as (
    select
        discrepancy_id,
        count(*) as answers,
        min(settled) as settled,
        min(until) as until,
        min(until) filter (where says = 'accepted') as accepted_until,
        max(lacks) as lacks,
        max(note) as only_note,
        string_agg(coalesce(nullif(who, ''), 'No name'), ' / ' order by place) as named,
        max(who) as only_name,
        string_agg(
            coalesce(nullif(who, ''), 'No name') || ': ' || coalesce(nullif(note, ''), says),
            ' / ' order by place
        ) as each_note,
        string_agg(answer_id, ' ' order by place) as seen
    from standing
    group by discrepancy_id
)

select
    discrepancy_id,
    case settled when 1 then 'open' when 2 then 'answered' else 'accepted' end as says,
    nullif(case when answers = 1 then only_name else named end, '') as assigned_to,
    nullif(case when answers = 1 then only_note else each_note end, '') as response,
    case when settled = 3 then accepted_until end as accepted_until,
    until,
    lacks,
    seen
from together
