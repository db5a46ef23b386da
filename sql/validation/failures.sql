-- Every row that breaks a rule, under an id that stays the same from night to night while the record, column
-- and rule do, and with the locality of the child's allocated team where the rule's rows do not bring one.
-- grain: a row that breaks a rule
-- reads: validated.broken_rows, staged.ssd_involvements, staged.ssd_department, staged.teams, staged.night
create or replace table validated.failures as
with allocations as (
    select
        involvement.invo_person_id as person_id,
        coalesce(department.dept_team_name, involvement.invo_professional_team) as team
    from staged.ssd_involvements as involvement
    inner join staged.night as night
        on lower(involvement.invo_professional_role_id) = lower(night.allocated_role)
    -- Some case systems deliver the team's number.
    left join staged.ssd_department as department
        on involvement.invo_professional_team = department.dept_team_id
    qualify
        row_number() over (
            partition by involvement.invo_person_id
            order by
                coalesce(involvement.invo_involvement_end_date, date '9999-12-31') desc,
                involvement.invo_involvement_start_date desc,
                involvement.source_row desc
        ) = 1
),

placed as (
    select
        broken.rule_id,
        broken.severity,
        coalesce(broken.locality, team.locality) as locality,
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
    left join allocations
        on broken.person_id = allocations.person_id
    left join staged.teams as team
        on allocations.team = team.team
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
