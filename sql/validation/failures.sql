-- Every row that breaks a rule, under an id that stays the same from night to night while the record, column
-- and rule do, and with the locality of the child's allocated team where the rule's rows do not bring one.
-- grain: a row that breaks a rule
-- reads: validated.broken_rows, validated.children_localities
create or replace table validated.failures as
with placed as (
    select
        broken.rule_id,
        broken.severity,
        coalesce(broken.locality, children.locality) as locality,
        broken.record_table,
        broken.record_id,
        broken.person_id,
        broken.column_name,
        broken.value,
        broken.source_file,
        broken.sheet,
        broken.cell,
        broken.source_row,
        -- A record without a number is known by its place.
        concat_ws(
            '|',
            broken.rule_id,
            broken.record_table,
            coalesce(broken.locality, ''),
            coalesce(
                broken.record_id,
                concat_ws('!', broken.source_file, broken.sheet, broken.cell, broken.source_row)
            ),
            coalesce(broken.column_name, '')
        ) as claim
    from validated.broken_rows as broken
    left join validated.children_localities as children
        on broken.person_id = children.person_id
),

numbered as (
    select
        rule_id,
        severity,
        locality,
        record_table,
        record_id,
        person_id,
        column_name,
        value,
        source_file,
        sheet,
        cell,
        claim,
        -- A number that stands in two rows fails twice.
        row_number() over (
            partition by claim
            order by source_row, source_file, sheet, length(cell), cell
        ) as occurrence
    from placed
)

select
    md5(claim || '|' || cast(occurrence as varchar)) as failure_id,
    rule_id,
    severity,
    locality,
    record_table,
    record_id,
    person_id,
    column_name,
    value,
    source_file,
    sheet,
    cell
from numbered
