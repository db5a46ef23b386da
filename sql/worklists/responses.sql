-- What the answers to a discrepancy come to. Of several answers all are shown, each with its name, its own
-- status and end date and its note, and the discrepancy stays as open as the most open of them.
-- grain: discrepancy_id
-- reads: history.standing_answers
create or replace table history.responses as
with standing as (
    select
        discrepancy_id,
        answer_id,
        coalesce(nullif(who, ''), 'No name') as named,
        who,
        note,
        until,
        ended,
        place,
        says,
        lacks,
        was,
        case says when 'open' then 1 when 'answered' then 2 else 3 end as settled,
        case
            when status <> 'accepted' then status
            when until is null then 'accepted without an end date'
            else
                'accepted until ' || strftime(until, '%-d %B %Y')
                || coalesce(' without ' || lacks, '')
                || case when ended is null then '' else ', which has passed' end
        end
        || case when was is null then '' else ', for another value' end as own_status
    from history.standing_answers
),

together as (
    select
        discrepancy_id,
        count(*) as answers,
        min(settled) as settled,
        min(until) as until,
        min(until) filter (where says = 'accepted') as accepted_until,
        max(ended) as ended,
        max(lacks) as lacks,
        min(was) as was,
        max(note) as only_note,
        string_agg(named, ' / ' order by place) as names,
        max(who) as only_name,
        string_agg(
            named || ': ' || own_status || coalesce(', ' || nullif(note, ''), ''),
            '; ' order by place
        ) as each_answer,
        string_agg(answer_id, ' ' order by place) as seen
    from standing
    group by discrepancy_id
)

select
    discrepancy_id,
    case settled when 1 then 'open' when 2 then 'answered' else 'accepted' end as says,
    nullif(case when answers = 1 then only_name else names end, '') as assigned_to,
    nullif(case when answers = 1 then only_note else each_answer end, '') as response,
    case when settled = 3 then accepted_until end as accepted_until,
    case when settled < 3 then ended end as acceptance_ended,
    case when settled = 1 then was end as status_for_another_value,
    -- One date cannot stand for two answers that are not both an acceptance.
    case when answers = 1 or settled = 3 then until end as until,
    lacks,
    seen
from together
