-- Every place where a tracker and the case system disagree about a child: rows, children that are not listed,
-- fields.
-- grain: a discrepancy
-- reads: reconciled.row_findings, reconciled.missing_children, reconciled.comparisons,
--        reconciled.field_causes, reconciled.cause_levels, reconciled.placed_rows, reconciled.row_keys,
--        reconciled.text_keys
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
        findings.spreadsheet_value as sheet_read,
        findings.system_value as system_read,
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
        null as sheet_read,
        children.plan_type || ' plan from ' || strftime(children.start_date, '%Y-%m-%d') || ', '
        || children.team as system_read,
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
        -- As read: a value that is only typed another way is the same value.
        case
            when comparisons.sheet_date is not null then strftime(comparisons.sheet_date, '%Y-%m-%d')
            when comparisons.state in ('blank', 'nothing') then comparisons.state
            else coalesce(
                nullif(text_keys.letters, ''),
                -- The days that it may be, of a date that can be read in several ways.
                nullif(regexp_extract(comparisons.note, '[0-9]{4}-[0-9]{2}-[0-9]{2}.*'), ''),
                trim(regexp_replace(
                    lower(coalesce(comparisons.sheet_text, comparisons.typed)), '\s+', ' ', 'g'
                ))
            )
        end as sheet_read,
        coalesce(comparisons.system_text, strftime(comparisons.system_date, '%Y-%m-%d')) as system_read,
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
    left join reconciled.text_keys as text_keys
        on
            comparisons.field in ('name', 'worker')
            and coalesce(comparisons.sheet_text, comparisons.typed) = text_keys.words
),

together as (
    select * from of_rows
    union all
    select * from of_children
    union all
    select * from of_fields
),

-- What the claim is about: the child, or where nobody knows the child, what the row says of it: name,
-- birthday and number as read. Not the file or the sheet: a tracker has another name every month. Only what
-- is word for word the same claim is told apart by the order of the rows.
claims as (
    select
        together.*,
        concat_ws(
            '|',
            together.kind,
            together.locality,
            coalesce(
                together.person_id,
                concat_ws('|', row_keys.name_key, cast(row_keys.dob as varchar), row_keys.id_digits)
            ),
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
    -- Tells whether either value changes without saying what it is. With the claim in it equal values of two
    -- children look unlike. Who may read it may read the record: it need not withstand guessing.
    left(md5(concat_ws('|', claim, coalesce(sheet_read, ''), coalesce(system_read, ''))), 8) as value_hash,
    explanation
from claims;
