-- Every place where a workbook and the system disagree, with its life and its answers. Values are shown only
-- of fields that cannot identify a child; a field that is not listed here is left out. Words that stand where
-- a value belongs may name anybody: they stay in the cell, unless they are of the few that say nothing of a
-- person.
-- grain: a discrepancy
-- reads: staged.night, reconciled.discrepancies, measured.indicators, inspection.discrepancy_lives,
--        history.responses, carried.held_localities, carried.discrepancies
create or replace table inspection.discrepancies as
with night as (
    select run_id, as_at
    from staged.night
),

held as (
    select locality, is_carried
    from carried.held_localities
),

lives as (
    select discrepancy_id, first_seen, last_seen, nights_open, status, assigned_to, response, accepted_until
    from inspection.discrepancy_lives
),

responses as (
    select discrepancy_id, acceptance_ended, status_for_another_value
    from history.responses
),

found as (
    select
        night.as_at,
        discrepancies.discrepancy_id,
        discrepancies.locality,
        discrepancies.team,
        discrepancies.source_file,
        discrepancies.sheet,
        discrepancies.cell,
        discrepancies.row_number,
        discrepancies.person_id,
        discrepancies.field,
        discrepancies.kind,
        discrepancies.cause,
        discrepancies.severity,
        discrepancies.explanation,
        discrepancies.kind in ('figure_differs', 'missing_from_spreadsheet')
        or discrepancies.field in (select indicators.indicator_id from measured.indicators as indicators)
        or coalesce(
            discrepancies.field in (
                'child_id', 'team', 'locality', 'worker', 'plan_type', 'plan_start', 'last_visit',
                'earlier_visit', 'seen_alone', 'next_visit_due', 'last_supervision', 'last_review',
                'next_review', 'assessment_start', 'assessment_completed'
            ),
            false
        ) as is_shown,
        discrepancies.kind = 'unreadable_value'
        and not regexp_matches(
            lower(trim(discrepancies.spreadsheet_value)),
            '^(n/?k|n/?a|tbc|tba|nil|none|unknown|not known|pending|see (notes?|file)|yes|no|y|n|x)\??$'
        )
        and regexp_matches(
            regexp_replace(
                lower(discrepancies.spreadsheet_value),
                '[0-9](st|nd|rd|th)?([ ./-]*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?',
                '',
                'g'
            ),
            '\pL'
        ) as is_words,
        discrepancies.spreadsheet_value,
        discrepancies.system_value
    from reconciled.discrepancies as discrepancies
    cross join night
    left join held on discrepancies.locality = held.locality
    where
        held.locality is null
        or (not held.is_carried and discrepancies.kind <> 'missing_from_spreadsheet')
),

tonight as (
    select
        as_at,
        discrepancy_id,
        locality,
        team,
        source_file,
        sheet,
        cell,
        row_number,
        person_id,
        field,
        kind,
        cause,
        severity,
        case
            when is_shown and is_words then 'words: open the cell to read them'
            when is_shown then spreadsheet_value
        end as spreadsheet_value,
        case when is_shown then system_value end as system_value,
        explanation
    from found
    union all
    select
        stale.as_at,
        stale.discrepancy_id,
        stale.locality,
        stale.team,
        stale.source_file,
        stale.sheet,
        stale.cell,
        stale.row_number,
        stale.person_id,
        stale.field,
        stale.kind,
        stale.cause,
        stale.severity,
        stale.spreadsheet_value,
        stale.system_value,
        stale.explanation
    from carried.discrepancies as stale
)

select
    night.run_id,
    tonight.discrepancy_id,
    tonight.as_at,
    tonight.locality,
    tonight.team,
    tonight.source_file,
    tonight.sheet,
    tonight.cell,
    tonight.row_number,
    tonight.person_id,
    tonight.field,
    tonight.kind,
    tonight.cause,
    tonight.severity,
    tonight.spreadsheet_value,
    tonight.system_value,
    tonight.explanation,
    lives.first_seen,
    lives.last_seen,
    lives.nights_open,
    lives.status,
    lives.assigned_to,
    lives.response,
    lives.accepted_until,
    responses.acceptance_ended,
    responses.status_for_another_value
from tonight
cross join night
left join lives on tonight.discrepancy_id = lives.discrepancy_id
left join responses on tonight.discrepancy_id = responses.discrepancy_id
