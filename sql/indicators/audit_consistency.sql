-- How far the auditors of a locality grade as the moderators do, over Ofsted's four grades. Kappa is weighted
-- linearly: the grades are steps, and an audit two grades out is twice as wrong as one that is one out.
-- Squared weights would all but forgive the single grade of generosity that moderation is there to find.
-- grain: a locality
-- reads: staged.teams, staged.local_audits
create or replace table measured.audit_consistency as
with localities as (
    select distinct locality
    from staged.teams
),

audits as (
    select
        coalesce(localities.locality, 'Not known') as locality,
        lower(trim(audits.audit_grade)) as audit_grade,
        lower(trim(audits.moderated_grade)) as moderated_grade
    from staged.local_audits as audits
    left join localities
        on audits.locality = localities.locality
    qualify
        row_number() over (
            partition by coalesce(audits.audit_id, 'line ' || cast(audits.source_row as varchar))
            order by audits.source_row
        ) = 1
),

scale as (
    -- Ofsted's order, best first; a grade in other words is no grade, and a rule in expectations/ reports it.
    select
        grades.grade,
        grades.step
    from (
        values
        ('outstanding', 1), ('good', 2), ('requires improvement', 3), ('requires improvement to be good', 3),
        ('inadequate', 4)
    ) as grades (grade, step)
),

graded as (
    select
        audits.locality,
        audited.step as audit_step,
        moderated.step as moderated_step
    from audits
    left join scale as audited
        on audits.audit_grade = audited.grade
    left join scale as moderated
        on audits.moderated_grade = moderated.grade
),

pairs as (
    select
        locality,
        audit_step,
        moderated_step
    from graded
    where audit_step is not null and moderated_step is not null
),

-- How often each grade is given, by auditors and by moderators.
audit_steps as (
    select
        locality,
        audit_step,
        count(*) as audits
    from pairs
    group by locality, audit_step
),

moderated_steps as (
    select
        locality,
        moderated_step,
        count(*) as audits
    from pairs
    group by locality, moderated_step
),

-- The grades between the two of a pair: on average, and as they would be if moderators graded other auditors'
-- cases.
observed as (
    select
        locality,
        avg(abs(audit_step - moderated_step)) as grades_apart
    from pairs
    group by locality
),

by_chance as (
    select
        audit_steps.locality,
        sum(
            audit_steps.audits * moderated_steps.audits
            * abs(audit_steps.audit_step - moderated_steps.moderated_step)
        ) / cast(sum(audit_steps.audits * moderated_steps.audits) as double) as grades_apart
    from audit_steps
    inner join moderated_steps
        on audit_steps.locality = moderated_steps.locality
    group by audit_steps.locality
),

counted as (
    select
        locality,
        count(*) as audits,
        count(audit_step + moderated_step) as moderated,
        count(*) filter (where audit_step = moderated_step) as agreed,
        -- The auditor gave the better grade of the two, or the worse.
        count(*) filter (where audit_step < moderated_step) as graded_higher,
        count(*) filter (where audit_step > moderated_step) as graded_lower
    from graded
    group by locality
),

every_locality as (
    select locality from localities
    union distinct
    select locality from counted
)

select
    every_locality.locality,
    coalesce(counted.audits, 0) as audits,
    coalesce(counted.moderated, 0) as moderated,
    coalesce(counted.agreed, 0) as agreed,
    coalesce(counted.graded_higher, 0) as graded_higher,
    coalesce(counted.graded_lower, 0) as graded_lower,
    -- Null where every grade is the same: agreement by chance is then certain, and there is nothing to weigh.
    1 - observed.grades_apart / nullif(by_chance.grades_apart, 0) as weighted_kappa
from every_locality
left join counted
    on every_locality.locality = counted.locality
left join observed
    on every_locality.locality = observed.locality
left join by_chance
    on every_locality.locality = by_chance.locality
