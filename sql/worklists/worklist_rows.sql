-- The rows of the worklists, each locality's and team's in the order in which they matter: what nobody has
-- answered first, then the severe, then children who are hidden or invented, then the old.
-- grain: a discrepancy
-- reads: inspection.discrepancies, history.lives, history.value_spells, history.responses,
--        measured.indicators
create or replace table worklists.worklist_rows as
with ranked as (
    select
        discrepancies.locality,
        coalesce(discrepancies.team, 'No team') as team,
        discrepancies.source_file,
        discrepancies.sheet,
        discrepancies.cell,
        discrepancies.row_number,
        discrepancies.person_id,
        discrepancies.field,
        coalesce(indicators.name, discrepancies.field) as about,
        discrepancies.kind,
        discrepancies.spreadsheet_value,
        discrepancies.system_value,
        discrepancies.explanation,
        discrepancies.nights_open,
        lives.status = 'back' as is_back,
        discrepancies.acceptance_ended,
        discrepancies.status_for_another_value,
        discrepancies.discrepancy_id,
        coalesce(responses.says, 'open') as says,
        coalesce(responses.assigned_to, '') as who,
        coalesce(responses.response, '') as note,
        responses.until,
        responses.lacks,
        -- With the life that the row is of, and since when its values are what they are: what is said again
        -- in a new life, or of another value, is a new answer.
        trim(
            coalesce(responses.seen, '')
            || coalesce(' life:' || cast(lives.began as varchar), '')
            || coalesce(' value:' || cast(spells.began as varchar), '')
        ) as seen,
        case coalesce(responses.says, 'open') when 'open' then 1 when 'answered' then 2 else 3 end as settled,
        case discrepancies.severity when 'error' then 1 when 'query' then 2 else 3 end as severe,
        case discrepancies.kind
            when 'missing_from_spreadsheet' then 1
            when 'missing_from_system' then 2
            when 'not_open_in_system' then 3
            when 'wrong_locality' then 4
            when 'figure_differs' then 5
            when 'duplicate_row' then 6
            when 'unreadable_value' then 7
            else 8
        end as telling
    from inspection.discrepancies as discrepancies
    left join history.lives as lives
        on discrepancies.discrepancy_id = lives.claim_id and lives.claim = 'discrepancy'
    left join history.value_spells as spells
        on discrepancies.discrepancy_id = spells.discrepancy_id and spells.is_last
    left join history.responses as responses
        on discrepancies.discrepancy_id = responses.discrepancy_id
    left join measured.indicators as indicators
        on discrepancies.field = indicators.indicator_id
)

select
    locality,
    team,
    source_file,
    sheet,
    cell,
    person_id,
    field,
    about,
    kind,
    spreadsheet_value,
    system_value,
    explanation,
    nights_open,
    is_back,
    acceptance_ended,
    status_for_another_value,
    discrepancy_id,
    says,
    who,
    note,
    until,
    lacks,
    seen,
    row_number() over (
        partition by locality, team
        order by
            settled asc,
            severe asc,
            telling asc,
            nights_open desc,
            source_file asc nulls first,
            sheet asc,
            row_number asc,
            cell asc,
            field asc,
            discrepancy_id asc
    ) as place
from ranked
order by locality, team, place
