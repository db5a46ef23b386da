-- Every name on a tracker or in the case system without case and accents (`plain`), as its words with one
-- space between them whatever stood there (`spaced`), and as its letters alone: no spaces, hyphens or
-- apostrophes either (`letters`).
-- grain: a text
-- reads: staged.ssd_person, staged.ssd_professionals, staged.tracker_values
create or replace table reconciled.text_keys as
with
texts as (
    select pers_forename as words from staged.ssd_person
    union
    select pers_surname as words from staged.ssd_person
    union
    select prof_professional_name as words from staged.ssd_professionals
    union
    select text_value as words
    from staged.tracker_values
    where field in ('name', 'forename', 'surname', 'worker')
    union
    -- The initials NK are a worker's as well as 'not known'.
    select typed as words
    from staged.tracker_values
    where field = 'worker' and state in ('nothing', 'unreadable')
),

folded as (
    select
        words,
        translate(
            replace(replace(lower(words), 'æ', 'ae'), 'ß', 'ss'),
            'àáâãäåāăąçćĉċčðďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšșţťŧțùúûüũūŭůűųŵýÿŷźżž',
            'aaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssssttttuuuuuuuuuuwyyyzzz'
        ) as plain
    from texts
    where words is not null
)

select
    words,
    plain,
    trim(regexp_replace(regexp_replace(plain, '[''’`]', '', 'g'), '[^a-z]+', ' ', 'g')) as spaced,
    regexp_replace(plain, '[^a-z]', '', 'g') as letters
from folded;
