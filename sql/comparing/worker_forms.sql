-- The ways in which a manager writes a worker's name, as letters.
-- grain: a worker's name, a way of writing it
-- reads: staged.ssd_professionals, reconciled.text_keys
create or replace table reconciled.worker_forms as
with
names as (
    select distinct
        workers.prof_professional_name as worker,
        trim(text_keys.plain) as name
    from staged.ssd_professionals as workers
    inner join reconciled.text_keys as text_keys
        on workers.prof_professional_name = text_keys.words
),

parts as (
    select
        worker,
        regexp_replace(regexp_extract(name, '^(\S+)', 1), '[^a-z]', '', 'g') as first_name,
        regexp_replace(regexp_extract(name, '^\S+\s+(.+)$', 1), '[^a-z]', '', 'g') as surname,
        regexp_replace(regexp_replace(name, '(\S)\S*\s*', '\1', 'g'), '[^a-z]', '', 'g') as initials,
        regexp_replace(regexp_replace(name, '([^\s-])[^\s-]*[\s-]*', '\1', 'g'), '[^a-z]', '', 'g')
            as all_initials
    from names
),

forms as (
    select
        worker,
        first_name || surname as letters,
        'the same letters' as rule,
        1 as rank
    from parts
    union all
    select
        worker,
        surname || first_name as letters,
        'surname first' as rule,
        2 as rank
    from parts
    union all
    select
        worker,
        initials as letters,
        'initials of the worker' as rule,
        3 as rank
    from parts
    union all
    select
        worker,
        all_initials as letters,
        'initials of the worker' as rule,
        3 as rank
    from parts
    union all
    select
        worker,
        first_name || left(surname, 1) as letters,
        'first name and initial' as rule,
        4 as rank
    from parts
    union all
    select
        worker,
        left(first_name, 1) || surname as letters,
        'initial and surname' as rule,
        5 as rank
    from parts
    union all
    select
        worker,
        first_name as letters,
        'first name of the worker' as rule,
        6 as rank
    from parts
    union all
    select
        worker,
        surname as letters,
        'surname of the worker' as rule,
        7 as rank
    from parts
)

select
    worker,
    letters,
    rule
from forms
where letters <> ''
qualify row_number() over (partition by worker, letters order by rank) = 1;
