-- The answers that stand: given since the discrepancy came (or came back), and not replaced by one whose
-- writer had seen them, nor by a later one of the same person. Where two people answered and neither had seen
-- the other's answer, both stand. An acceptance stands until its end date; without a note or an end date it
-- is no more than an answer; `ended` is the end date of one that has run out. An answer is to the
-- values that were there: when the sheet or the system has another one it is open again, and `was` says what
-- it had been.
-- grain: answer_id
-- reads: staged.night, history.lives, history.value_spells, history.statements
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

-- Which values an answer's worklist showed. It says since when it had them; of one made before that was said,
-- those of the night before the answer came.
values_beside as (
    select
        of_this_life.answer_id,
        spells.value_hash,
        spells.began,
        case
            when of_this_life.seen like '%value:%'
                then
                    strftime(spells.began, '%Y-%m-%d')
                    <= regexp_extract(of_this_life.seen, 'value:([0-9-]*)', 1)
            else spells.began < of_this_life.landed
        end as is_shown
    from of_this_life
    inner join history.value_spells as spells
        on of_this_life.discrepancy_id = spells.discrepancy_id
),

-- The last of them; where no night that early knows any, the first that one does.
answered_values as (
    select
        answer_id,
        value_hash
    from values_beside
    qualify
        row_number() over (
            partition by answer_id
            order by
                is_shown desc,
                case when is_shown then began end desc,
                began asc
        ) = 1
),

present_values as (
    select
        discrepancy_id,
        value_hash
    from history.value_spells
    where is_last
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
),

standing as (
    select
        of_this_life.*,
        coalesce(answered_values.value_hash <> present_values.value_hash, false) as is_of_other_values
    from of_this_life
    left join replaced on of_this_life.answer_id = replaced.answer_id
    left join answered_values on of_this_life.answer_id = answered_values.answer_id
    left join present_values on of_this_life.discrepancy_id = present_values.discrepancy_id
    where replaced.answer_id is null
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
        when standing.is_of_other_values then 'open'
        when standing.status <> 'accepted' then standing.status
        when standing.note = '' or standing.until is null then 'answered'
        when standing.until < night.as_at then 'open'
        else 'accepted'
    end as says,
    case
        when standing.status <> 'accepted' or standing.is_of_other_values then null
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
    end as ended,
    case
        when not standing.is_of_other_values or standing.status = 'open' then null
        when standing.status = 'answered' or standing.note = '' or standing.until is null then 'answered'
        when standing.until >= standing.landed then 'accepted'
    end as was
from standing
cross join staged.night as night
