-- How much each kind and cause of record difference moves an indicator from the case system's value to the
-- tracker's. A count moves by the children themselves. A percentage n/d moves, for a child that adds a to n
-- and b to d, by a x mean(1/d) - b x mean(n) / (d x d'), the mean over both sides: linear in the children, so
-- that the order in which they are taken changes nothing and the parts add up to the whole (Shapley's value
-- of the two factors n and 1/d). A row that several children fit, and those of them who are on no other row,
-- are one matter: which child the row means cannot be read. The row is no child more beside them.
-- grain: a month, locality, team (or All), indicator, kind and cause
-- reads: reconciled.tracker_against_system, reconciled.telling_fields, reconciled.record_discrepancies,
--        reconciled.matches, reconciled.match_candidates, reconciled.placed_rows, measured.indicator_values,
--        measured.indicators
create or replace table reconciled.record_effects as
with
changes as (
    select
        changes.*,
        case when changes.is_in_tracker and changes.is_in_system then 'both_sides' else 'one_side' end
            as presence
    from reconciled.tracker_against_system as changes
),

-- A discrepancy speaks for the child in its locality, or for the row that is nobody's or one too many.
explained as (
    select
        changes.period,
        changes.locality,
        changes.team,
        changes.indicator_id,
        changes.unit,
        discrepancies.kind,
        discrepancies.cause
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
            partition by changes.period, changes.locality, changes.team, changes.indicator_id, changes.unit
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
        on
            changes.period = explained.period
            and changes.locality = explained.locality
            and changes.team = explained.team
            and changes.indicator_id = explained.indicator_id
            and changes.unit = explained.unit
    where explained.unit is null
),

tied_children as (
    select
        children.period,
        children.locality,
        children.team,
        children.indicator_id,
        children.unit,
        ties.tracker_row_id
    from unexplained as children
    inner join ties
        on
            children.locality = ties.locality
            and children.person_id = ties.person_id
    where children.lone_row_id is null
),

tied as (
    select distinct
        period,
        locality,
        team,
        indicator_id,
        unit,
        1 as children
    from tied_children
    union all
    select distinct
        tied_rows.period,
        tied_rows.locality,
        tied_rows.team,
        tied_rows.indicator_id,
        tied_rows.unit,
        case when tied_children.unit is null then 1 else 0 end as children
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
),

kinds as (
    select
        changes.period,
        changes.locality,
        changes.team,
        changes.indicator_id,
        case
            when explained.kind is not null then explained.kind
            when tied.unit is not null then 'unreadable_value'
            else 'value_differs'
        end as kind,
        coalesce(explained.cause, 'unknown') as cause,
        coalesce(tied.children, 1) as children,
        changes.numerator_change,
        changes.denominator_change
    from changes
    left join explained
        on
            changes.period = explained.period
            and changes.locality = explained.locality
            and changes.team = explained.team
            and changes.indicator_id = explained.indicator_id
            and changes.unit = explained.unit
    left join tied
        on
            changes.period = tied.period
            and changes.locality = tied.locality
            and changes.team = tied.team
            and changes.indicator_id = tied.indicator_id
            and changes.unit = tied.unit
),

sides as (
    select
        tracker.period,
        tracker.locality,
        tracker.team,
        tracker.indicator_id,
        indicators.shape,
        tracker.numerator as tracker_numerator,
        tracker.denominator as tracker_denominator,
        system.numerator as system_numerator,
        system.denominator as system_denominator
    from measured.indicator_values as tracker
    inner join measured.indicator_values as system
        on
            tracker.period = system.period
            and tracker.locality = system.locality
            and tracker.team = system.team
            and tracker.indicator_id = system.indicator_id
            and system.source = 'case_system'
    inner join measured.indicators as indicators
        on tracker.indicator_id = indicators.indicator_id
    where
        tracker.source = 'tracker'
        and tracker.value is not null
        and system.value is not null
),

-- Whole numbers are summed before anything is divided: their sum is the same in whatever order they come.
moved as (
    select
        period,
        locality,
        team,
        indicator_id,
        kind,
        cause,
        cast(sum(children) as bigint) as children,
        sum(numerator_change) as numerator_change,
        sum(denominator_change) as denominator_change
    from kinds
    group by period, locality, team, indicator_id, kind, cause
)

select
    moved.period,
    moved.locality,
    moved.team,
    moved.indicator_id,
    moved.kind,
    moved.cause,
    moved.children,
    case
        when sides.shape = 'count' then moved.numerator_change
        else
            case when sides.shape = 'percent' then 100.0 else 1.0 end
            * (
                moved.numerator_change * (sides.tracker_denominator + sides.system_denominator) / 2
                - moved.denominator_change * (sides.tracker_numerator + sides.system_numerator) / 2
            )
            / (sides.tracker_denominator * sides.system_denominator)
    end as effect
from moved
inner join sides
    on
        moved.period = sides.period
        and moved.locality = sides.locality
        and moved.team = sides.team
        and moved.indicator_id = sides.indicator_id;
