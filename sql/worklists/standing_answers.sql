-- The answers that stand: given since the discrepancy came (or came back), and not replaced by one whose
-- writer had seen them, nor by a later one of the same person. Where two people answered and neither had seen
-- the other's answer, both stand. An acceptance stands until its end date; without a note or an end date it
-- is no more than an answer; `ended` is the end date of one that has run out.
-- grain: answer_id
-- reads: staged.night, history.lives, history.statements
create or replace table history.standing_answers as
with of_this_life as (
    select
        statements.answer_id,
        statements.discrepancy_id,
        statements.status,
        statements.who,
        statements.note,
        statements.until,
        statements.seen,
        statements.person,
        statements.landed,
        statements.place
    from history.statements as statements
    inner join history.lives as lives
        on statements.discrepancy_id = lives.claim_id and lives.claim = 'discrepancy'
    where statements.landed >= lives.began
),

replaced as (
    select distinct earlier.answer_id
    from of_this_life as earlier
    inner join of_this_life as later
        on
            earlier.discrepancy_id = later.discrepancy_id
            and earlier.answer_id <> later.answer_id
    where
        ' ' || later.seen || ' ' like '% ' || earlier.answer_id || ' %'
        or (
            earlier.person = later.person
            and earlier.place < later.place
            and ' ' || earlier.seen || ' ' not like '% ' || later.answer_id || ' %'
        )
)

select
    standing.answer_id,
    standing.discrepancy_id,
    standing.status,
    standing.who,
    standing.note,
    standing.until,
    standing.place,
    case
        when standing.status <> 'accepted' then standing.status
        when standing.note = '' or standing.until is null then 'answered'
        when standing.until < night.as_at then 'open'
        else 'accepted'
    end as says,
    case
        when standing.status <> 'accepted' then null
        when standing.note = '' and standing.until is null then 'a reason and an end date'
        when standing.note = '' then 'a reason'
        when standing.until is null then 'an end date'
        when standing.until < standing.landed then 'an end date that is still to come'
    end as lacks,
    case
        when
            standing.status = 'accepted'
            and standing.note <> ''
            and standing.until >= standing.landed
            and standing.until < night.as_at
            then standing.until
    end as ended
from of_this_life as standing
cross join staged.night as night
left join replaced on standing.answer_id = replaced.answer_id
where replaced.answer_id is null
