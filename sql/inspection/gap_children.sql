-- The children behind the record steps of a bridge, worked out from what is released, so that those of a held
-- back locality's last good night are found too. A child is of a step when tracker and system count it
-- differently and its first telling discrepancy has the step's kind and cause; sql/bridge/record_effects.sql
-- says why, and what becomes of a row that several children fit.
-- grain: period, locality, team (or All), indicator, child (or row without one)
-- reads: staged.night, published.gap_bridge, inspection.evidence, inspection.tracker_rows,
--        inspection.match_candidates, inspection.discrepancies, reconciled.telling_fields
create or replace table inspection.gap_children as
with steps as (
    select
        as_at,
        period,
        locality,
        team,
        indicator_id,
        component,
        cause
    from published.gap_bridge
    where component <> 'arithmetic'
),

evidence as (
    select *
    from inspection.evidence
),

discrepancies as (
    select *
    from inspection.discrepancies
),

rows_too_many as (
    select distinct
        source_file,
        sheet,
        row_number
    from discrepancies
    where kind = 'duplicate_row'
),

places as (
    select
        tracker_rows.source_file || '!' || coalesce(tracker_rows.sheet, '') || '!' || tracker_rows.cell
            as record_id,
        tracker_rows.source_file,
        tracker_rows.sheet,
        tracker_rows.row_number,
        tracker_rows.cell,
        tracker_rows.person_id,
        tracker_rows.person_id is null or rows_too_many.row_number is not null as is_lone
    from inspection.tracker_rows as tracker_rows
    left join rows_too_many
        on
            tracker_rows.source_file = rows_too_many.source_file
            and tracker_rows.row_number = rows_too_many.row_number
            and coalesce(tracker_rows.sheet, '') = coalesce(rows_too_many.sheet, '')
),

tracker_periods as (
    select distinct
        period,
        locality,
        indicator_id
    from evidence
    where source = 'tracker'
),

both_sources as (
    select
        evidence.period,
        evidence.locality,
        evidence.team,
        evidence.indicator_id,
        case when coalesce(places.is_lone, true) then evidence.record_id else places.person_id end as unit,
        places.person_id,
        case when places.is_lone then evidence.record_id end as lone_record_id,
        1 as tracker_rows,
        0 as system_rows,
        case when evidence.counts then 1 else 0 end as numerator_change,
        case when evidence.counts is null then 0 else 1 end as denominator_change
    from evidence
    left join places on evidence.record_id = places.record_id
    where evidence.source = 'tracker'
    union all
    select
        evidence.period,
        evidence.locality,
        evidence.team,
        evidence.indicator_id,
        coalesce(evidence.person_id, evidence.record_id) as unit,
        evidence.person_id,
        cast(null as varchar) as lone_record_id,
        0 as tracker_rows,
        1 as system_rows,
        case when evidence.counts then -1 else 0 end as numerator_change,
        case when evidence.counts is null then 0 else -1 end as denominator_change
    from evidence
    inner join tracker_periods
        on
            evidence.period = tracker_periods.period
            and evidence.locality = tracker_periods.locality
            and evidence.indicator_id = tracker_periods.indicator_id
    where evidence.source = 'case_system'
),

scoped as (
    select * from both_sources
    where team is not null
    union all
    select
        period,
        locality,
        'All' as team,
        indicator_id,
        unit,
        person_id,
        lone_record_id,
        tracker_rows,
        system_rows,
        numerator_change,
        denominator_change
    from both_sources
),

changes as (
    select
        period,
        locality,
        team,
        indicator_id,
        unit,
        max(person_id) as person_id,
        max(lone_record_id) as lone_record_id,
        case when sum(tracker_rows) > 0 and sum(system_rows) > 0 then 'both_sides' else 'one_side' end
            as presence
    from scoped
    group by period, locality, team, indicator_id, unit
    having sum(numerator_change) <> 0 or sum(denominator_change) <> 0
),

telling as (
    select
        changes.period,
        changes.locality,
        changes.team,
        changes.indicator_id,
        changes.unit,
        discrepancies.discrepancy_id,
        discrepancies.kind,
        discrepancies.cause,
        discrepancies.source_file,
        discrepancies.sheet,
        discrepancies.cell
    from changes
    left join places on changes.lone_record_id = places.record_id
    inner join discrepancies
        on
            changes.locality = discrepancies.locality
            and (
                (changes.lone_record_id is null and changes.person_id = discrepancies.person_id)
                or (
                    places.source_file = discrepancies.source_file
                    and places.row_number = discrepancies.row_number
                    and coalesce(places.sheet, '') = coalesce(discrepancies.sheet, '')
                )
            )
    inner join reconciled.telling_fields as fields
        on
            changes.presence = fields.presence
            and changes.indicator_id like fields.indicator_id
            and discrepancies.kind = fields.kind
            and coalesce(discrepancies.field, '') like fields.field
    where discrepancies.kind <> 'duplicate_row' or changes.lone_record_id is not null
    qualify
        row_number() over (
            partition by changes.period, changes.locality, changes.team, changes.indicator_id, changes.unit
            order by fields.rank, discrepancies.discrepancy_id
        ) = 1
),

ties as (
    select
        locality,
        person_id,
        source_file || '!' || coalesce(sheet, '') || '!' || cell as record_id,
        source_file,
        sheet,
        cell
    from inspection.match_candidates
),

unexplained as (
    select changes.*
    from changes
    left join telling
        on
            changes.period = telling.period
            and changes.locality = telling.locality
            and changes.team = telling.team
            and changes.indicator_id = telling.indicator_id
            and changes.unit = telling.unit
    where telling.unit is null
),

tied_children as (
    select
        children.period,
        children.locality,
        children.team,
        children.indicator_id,
        children.unit,
        ties.record_id,
        ties.source_file,
        ties.sheet,
        ties.cell
    from unexplained as children
    inner join ties
        on
            children.locality = ties.locality
            and children.person_id = ties.person_id
    where children.lone_record_id is null
),

tied as (
    select
        period,
        locality,
        team,
        indicator_id,
        unit,
        true as is_listed,
        min_by(source_file, record_id) as source_file,
        min_by(sheet, record_id) as sheet,
        min_by(cell, record_id) as cell
    from tied_children
    group by period, locality, team, indicator_id, unit
    union all
    select distinct
        tied_rows.period,
        tied_rows.locality,
        tied_rows.team,
        tied_rows.indicator_id,
        tied_rows.unit,
        tied_children.unit is null as is_listed,
        ties.source_file,
        ties.sheet,
        ties.cell
    from unexplained as tied_rows
    inner join ties on tied_rows.lone_record_id = ties.record_id
    left join tied_children
        on
            tied_rows.period = tied_children.period
            and tied_rows.locality = tied_children.locality
            and tied_rows.team = tied_children.team
            and tied_rows.indicator_id = tied_children.indicator_id
            and tied_rows.lone_record_id = tied_children.record_id
),

listed as (
    select
        changes.period,
        changes.locality,
        changes.team,
        changes.indicator_id,
        case
            when telling.kind is not null then telling.kind
            when tied.unit is not null then 'unreadable_value'
            else 'value_differs'
        end as component,
        coalesce(telling.cause, 'unknown') as cause,
        changes.person_id,
        telling.discrepancy_id,
        coalesce(telling.source_file, tied.source_file, places.source_file) as source_file,
        coalesce(telling.sheet, tied.sheet, places.sheet) as sheet,
        coalesce(telling.cell, tied.cell, places.cell) as cell
    from changes
    left join telling
        on
            changes.period = telling.period
            and changes.locality = telling.locality
            and changes.team = telling.team
            and changes.indicator_id = telling.indicator_id
            and changes.unit = telling.unit
    left join tied
        on
            changes.period = tied.period
            and changes.locality = tied.locality
            and changes.team = tied.team
            and changes.indicator_id = tied.indicator_id
            and changes.unit = tied.unit
    left join places on changes.lone_record_id = places.record_id
    where coalesce(tied.is_listed, true)
)

select
    night.run_id,
    steps.as_at,
    listed.period,
    listed.locality,
    listed.team,
    listed.indicator_id,
    listed.component,
    listed.cause,
    listed.person_id,
    listed.discrepancy_id,
    listed.source_file,
    listed.sheet,
    listed.cell
from listed
inner join steps
    on
        listed.period = steps.period
        and listed.locality = steps.locality
        and listed.team = steps.team
        and listed.indicator_id = steps.indicator_id
        and listed.component = steps.component
        and listed.cause = steps.cause
cross join staged.night as night
