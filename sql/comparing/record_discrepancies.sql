-- Every place where a tracker and the case system disagree about a child: rows, children that are not listed,
-- fields.
-- grain: a discrepancy
-- reads: reconciled.row_findings, reconciled.missing_children, reconciled.comparisons,
--        reconciled.field_causes, reconciled.cause_levels, reconciled.placed_rows, reconciled.row_keys
create or replace table reconciled.record_discrepancies as
with
of_rows as (
    select
        placed_rows.locality,
        coalesce(placed_rows.team, placed_rows.system_team) as team,
        placed_rows.source_file,
        placed_rows.sheet,
        placed_rows.cell,
        placed_rows.row_number,
        placed_rows.person_id,
        coalesce(placed_rows.listed_plan_type, placed_rows.plan_type) as plan_type,
        findings.tracker_row_id,
        findings.field,
        findings.kind,
        cause_levels.cause,
        findings.spreadsheet_value,
        findings.system_value,
        cause_levels.sentence as explanation
    from reconciled.row_findings as findings
    inner join reconciled.placed_rows as placed_rows
        on findings.tracker_row_id = placed_rows.tracker_row_id
    inner join reconciled.cause_levels as cause_levels
        on findings.level = cause_levels.level
),

of_children as (
    select
        children.locality,
        children.team,
        children.source_file,
        children.sheet,
        null as cell,
        null as row_number,
        children.person_id,
        children.plan_type,
        null as tracker_row_id,
        null as field,
        'missing_from_spreadsheet' as kind,
        cause_levels.cause,
        null as spreadsheet_value,
        children.plan_type || ' plan from ' || strftime(children.start_date, '%Y-%m-%d') || ', '
        || children.team as system_value,
        cause_levels.sentence as explanation
    from reconciled.missing_children as children
    inner join reconciled.cause_levels as cause_levels
        on children.level = cause_levels.level
),

of_fields as (
    select
        placed_rows.locality,
        coalesce(placed_rows.team, placed_rows.system_team) as team,
        placed_rows.source_file,
        placed_rows.sheet,
        comparisons.cell,
        placed_rows.row_number,
        comparisons.person_id,
        comparisons.plan_type,
        comparisons.tracker_row_id,
        comparisons.field,
        field_causes.kind,
        cause_levels.cause,
        -- A name or a date of birth is left out: the cell is enough to look.
        case when comparisons.field not in ('name', 'dob') then comparisons.typed end as spreadsheet_value,
        case
            when comparisons.field not in ('name', 'dob')
                then coalesce(comparisons.system_text, strftime(comparisons.system_date, '%Y-%m-%d'))
        end as system_value,
        cause_levels.sentence as explanation
    from reconciled.field_causes as field_causes
    inner join reconciled.comparisons as comparisons
        on
            field_causes.tracker_row_id = comparisons.tracker_row_id
            and field_causes.field = comparisons.field
    inner join reconciled.placed_rows as placed_rows
        on comparisons.tracker_row_id = placed_rows.tracker_row_id
    inner join reconciled.cause_levels as cause_levels
        on field_causes.level = cause_levels.level
),

together as (
    select * from of_rows
    union all
    select * from of_children
    union all
    select * from of_fields
),

-- What the claim is about: the child, or where nobody knows the child, the name as it stands there. Not the
-- file or the sheet: a tracker has another name every month.
claims as (
    select
        together.*,
        concat_ws(
            '|',
            together.kind,
            together.locality,
            coalesce(together.person_id, row_keys.name_key),
            coalesce(together.field, ''),
            coalesce(together.plan_type, '')
        ) as claim
    from together
    left join reconciled.row_keys as row_keys
        on together.tracker_row_id = row_keys.tracker_row_id
)

select
    md5(
        claim || '|' || cast(row_number() over (partition by claim order by tracker_row_id) as varchar)
    ) as discrepancy_id,
    locality,
    team,
    source_file,
    sheet,
    cell,
    row_number,
    tracker_row_id,
    person_id,
    plan_type,
    field,
    kind,
    cause,
    spreadsheet_value,
    system_value,
    explanation
from claims;
