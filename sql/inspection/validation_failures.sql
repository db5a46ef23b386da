-- Every row that breaks a rule, with how long it has done so. A value is shown only of columns whose names
-- say that they hold a date, flag, code, team or record number; dates of birth, names, addresses, other
-- authorities' identifiers of a child and free text match none of these.
-- grain: a failure
-- reads: staged.night, staged.tracker_rows, staged.tracker_values, validated.failures, reconciled.matches,
--        carried.stale_results, history.lives, carried.validation_failures
create or replace table inspection.validation_failures as
with night as (
    select run_id, as_at
    from staged.night
),

lives as (
    select claim_id, first_seen, nights_open
    from history.lives
    where claim = 'failure'
),

stale_rules as (
    select rule_id, locality
    from carried.stale_results
),

tracker_cells as (
    select
        tracker_rows.source_file,
        coalesce(tracker_rows.sheet, '') as sheet,
        tracker_values.cell,
        tracker_rows.tracker_row_id
    from staged.tracker_rows as tracker_rows
    inner join staged.tracker_values as tracker_values
        on tracker_rows.tracker_row_id = tracker_values.tracker_row_id
    union
    select
        source_file,
        coalesce(sheet, '') as sheet,
        cell,
        tracker_row_id
    from staged.tracker_rows
),

-- Rules are judged before it is known who stands on a row. A merged cell of several children is nobody's.
children_of_cells as (
    select
        tracker_cells.source_file,
        tracker_cells.sheet,
        tracker_cells.cell,
        min(matches.person_id) as person_id
    from tracker_cells
    inner join reconciled.matches as matches
        on tracker_cells.tracker_row_id = matches.tracker_row_id
    group by tracker_cells.source_file, tracker_cells.sheet, tracker_cells.cell
    having count(*) = 1
),

tonight as (
    select
        failures.failure_id,
        night.as_at,
        failures.rule_id,
        failures.severity,
        failures.locality,
        failures.record_table,
        failures.record_id,
        coalesce(failures.person_id, children.person_id) as person_id,
        failures.column_name,
        case
            when
                failures.column_name in (
                    'plan_type', 'plan_start', 'last_visit', 'earlier_visit', 'seen_alone',
                    'next_visit_due', 'last_supervision', 'last_review', 'next_review',
                    'assessment_start', 'assessment_completed', 'team', 'child_id', 'person_id',
                    'recorded_at', 'cppr_cp_review_due', 'audit_grade', 'moderated_grade'
                )
                or failures.column_name like '%\_date' escape '\'
                or failures.column_name like '%\_flag' escape '\'
                or failures.column_name like '%\_code' escape '\'
                or failures.column_name like '%\_team' escape '\'
                or failures.column_name like '%\_nfa' escape '\'
                or failures.column_name like '%\_seen' escape '\'
                or failures.column_name like '%\_seen_alone' escape '\'
                or failures.column_name like '%\_category' escape '\'
                or (
                    failures.column_name like '%\_id' escape '\'
                    and failures.column_name not in (
                        'pers_common_child_id', 'pers_legacy_id', 'pers_single_unique_id'
                    )
                )
                then failures.value
        end as value,
        failures.source_file,
        failures.sheet,
        failures.cell
    from validated.failures as failures
    left join children_of_cells as children
        on
            failures.source_file = children.source_file
            and coalesce(failures.sheet, '') = children.sheet
            and failures.cell = children.cell
    cross join night
    union all
    select
        stale.failure_id,
        stale.as_at,
        stale.rule_id,
        stale.severity,
        stale.locality,
        stale.record_table,
        stale.record_id,
        stale.person_id,
        stale.column_name,
        stale.value,
        stale.source_file,
        stale.sheet,
        stale.cell
    from carried.validation_failures as stale
    inner join stale_rules
        on stale.rule_id = stale_rules.rule_id and stale.locality = stale_rules.locality
)

select
    night.run_id,
    tonight.failure_id,
    tonight.as_at,
    tonight.rule_id,
    tonight.severity,
    tonight.locality,
    tonight.record_table,
    tonight.record_id,
    tonight.person_id,
    tonight.column_name,
    tonight.value,
    tonight.source_file,
    tonight.sheet,
    tonight.cell,
    lives.first_seen,
    lives.nights_open
from tonight
cross join night
left join lives on tonight.failure_id = lives.claim_id
