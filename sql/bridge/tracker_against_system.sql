-- What each child, or row that is nobody, adds to an indicator in the tracker and in the case system, where
-- the two differ. A row that repeats another stands for itself, so that it can be said to be the row too
-- many.
-- grain: a month, locality, team (or All), indicator and a child (or a row without one)
-- reads: measured.evidence, reconciled.placed_rows
create or replace table reconciled.tracker_against_system as
with
places as (
    select
        source_file || '!' || coalesce(sheet, '') || '!' || cell as record_id,
        person_id,
        is_duplicate,
        tracker_row_id
    from reconciled.placed_rows
),

tracker_periods as (
    select distinct
        period,
        locality,
        indicator_id
    from measured.evidence
    where source = 'tracker'
),

of_tracker as (
    select
        evidence.period,
        evidence.locality,
        evidence.team,
        evidence.indicator_id,
        case
            when places.person_id is null or places.is_duplicate then evidence.record_id else places.person_id
        end
            as unit,
        case when not places.is_duplicate then places.person_id end as person_id,
        case when places.person_id is null or places.is_duplicate then places.tracker_row_id end
            as lone_row_id,
        case when evidence.counts then 1 else 0 end as in_numerator,
        case when evidence.counts is null then 0 else 1 end as in_denominator
    from measured.evidence as evidence
    left join places
        on evidence.record_id = places.record_id
    where evidence.source = 'tracker'
),

of_system as (
    select
        evidence.period,
        evidence.locality,
        evidence.team,
        evidence.indicator_id,
        coalesce(evidence.person_id, evidence.record_id) as unit,
        evidence.person_id,
        case when evidence.counts then 1 else 0 end as in_numerator,
        case when evidence.counts is null then 0 else 1 end as in_denominator
    from measured.evidence as evidence
    inner join tracker_periods
        on
            evidence.period = tracker_periods.period
            and evidence.locality = tracker_periods.locality
            and evidence.indicator_id = tracker_periods.indicator_id
    where evidence.source = 'case_system'
),

both_sources as (
    select
        period,
        locality,
        team,
        indicator_id,
        unit,
        person_id,
        lone_row_id,
        in_numerator as tracker_numerator,
        in_denominator as tracker_denominator,
        1 as tracker_rows,
        0 as system_numerator,
        0 as system_denominator,
        0 as system_rows
    from of_tracker
    union all
    select
        period,
        locality,
        team,
        indicator_id,
        unit,
        person_id,
        null as lone_row_id,
        0 as tracker_numerator,
        0 as tracker_denominator,
        0 as tracker_rows,
        in_numerator as system_numerator,
        in_denominator as system_denominator,
        1 as system_rows
    from of_system
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
        lone_row_id,
        tracker_numerator,
        tracker_denominator,
        tracker_rows,
        system_numerator,
        system_denominator,
        system_rows
    from both_sources
)

select
    period,
    locality,
    team,
    indicator_id,
    unit,
    max(person_id) as person_id,
    max(lone_row_id) as lone_row_id,
    sum(tracker_rows) > 0 as is_in_tracker,
    sum(system_rows) > 0 as is_in_system,
    sum(tracker_numerator) - sum(system_numerator) as numerator_change,
    sum(tracker_denominator) - sum(system_denominator) as denominator_change
from scoped
group by period, locality, team, indicator_id, unit
having
    sum(tracker_numerator) <> sum(system_numerator)
    or sum(tracker_denominator) <> sum(system_denominator);
