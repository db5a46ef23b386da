-- The children whom tracker and case system count differently, and why: of a child's discrepancies the first
-- that can move the indicator; put that right, and the next one speaks. A row that several children fit, and
-- those of them who are on no other row, are one matter: which child the row means cannot be read. The row is
-- no child more beside them.
-- grain: a month, locality, team (or All), indicator and a child (or a row without one)
-- reads: reconciled.tracker_against_system, reconciled.telling_fields, reconciled.record_discrepancies,
--        reconciled.matches, reconciled.match_candidates, reconciled.placed_rows
create or replace table reconciled.gap_children as
with
changes as (
    select
        changes.*,
        row_number() over (
            order by changes.period, changes.locality, changes.team, changes.indicator_id, changes.unit
        ) as change_number,
        case when changes.is_in_tracker and changes.is_in_system then 'both_sides' else 'one_side' end
            as presence
    from reconciled.tracker_against_system as changes
),

-- A discrepancy speaks for the child in its locality, or for the row that is nobody's or one too many.
explained as (
    select
        changes.change_number,
        discrepancies.discrepancy_id,
        discrepancies.person_id,
        discrepancies.kind,
        discrepancies.cause,
        discrepancies.source_file,
        discrepancies.sheet,
        discrepancies.cell
    from changes
    inner join reconciled.record_discrepancies as discrepancies
        on
            changes.locality = discrepancies.locality
            and (
                changes.lone_row_id = discrepancies.tracker_row_id
                or (changes.lone_row_id is null and changes.person_id = discrepancies.person_id)
            )
    inner join reconciled.telling_fields as telling
        on
            changes.presence = telling.presence
            and changes.indicator_id like telling.indicator_id
            and discrepancies.kind = telling.kind
            and coalesce(discrepancies.field, '') like telling.field
    where discrepancies.kind <> 'duplicate_row' or changes.lone_row_id is not null
    qualify
        row_number() over (
            partition by changes.change_number
            order by telling.rank, discrepancies.discrepancy_id
        ) = 1
),

ties as (
    select
        placed_rows.locality,
        matches.tracker_row_id,
        candidates.person_id
    from reconciled.matches as matches
    inner join reconciled.match_candidates as candidates
        on matches.tracker_row_id = candidates.tracker_row_id
    inner join reconciled.placed_rows as placed_rows
        on matches.tracker_row_id = placed_rows.tracker_row_id
    where matches.match_method = 'ambiguous'
),

unexplained as (
    select changes.*
    from changes
    left join explained
        on changes.change_number = explained.change_number
    where explained.change_number is null
),

tied_children as (
    select
        children.period,
        children.locality,
        children.team,
        children.indicator_id,
        children.change_number,
        ties.tracker_row_id
    from unexplained as children
    inner join ties
        on
            children.locality = ties.locality
            and children.person_id = ties.person_id
    where children.lone_row_id is null
),

tied as (
    select
        change_number,
        min(tracker_row_id) as tracker_row_id,
        true as is_a_child
    from tied_children
    group by change_number
    union all
    select distinct
        tied_rows.change_number,
        ties.tracker_row_id,
        tied_children.change_number is null as is_a_child
    from unexplained as tied_rows
    inner join ties
        on tied_rows.lone_row_id = ties.tracker_row_id
    left join tied_children
        on
            tied_rows.period = tied_children.period
            and tied_rows.locality = tied_children.locality
            and tied_rows.team = tied_children.team
            and tied_rows.indicator_id = tied_children.indicator_id
            and tied_rows.lone_row_id = tied_children.tracker_row_id
)

select
    changes.period,
    changes.locality,
    changes.team,
    changes.indicator_id,
    changes.unit,
    coalesce(changes.person_id, explained.person_id) as person_id,
    explained.discrepancy_id,
    case
        when explained.kind is not null then explained.kind
        when tied.change_number is not null then 'unreadable_value'
        else 'value_differs'
    end as kind,
    coalesce(explained.cause, 'unknown') as cause,
    coalesce(tied.is_a_child, true) as is_a_child,
    coalesce(explained.source_file, placed_rows.source_file) as source_file,
    coalesce(explained.sheet, placed_rows.sheet) as sheet,
    coalesce(explained.cell, placed_rows.cell) as cell,
    changes.numerator_change,
    changes.denominator_change
from changes
left join explained
    on changes.change_number = explained.change_number
left join tied
    on changes.change_number = tied.change_number
left join reconciled.placed_rows as placed_rows
    on coalesce(changes.lone_row_id, tied.tracker_row_id) = placed_rows.tracker_row_id;
