-- Every rule under which a cell that is written in its own way is still equal to the case system's value,
-- with the sentence for whoever asks why the cell is no discrepancy.
-- grain: a rule
-- reads: nothing
create or replace table reconciled.equivalence_rules as
select
    rules.rule,
    rules.sentence
from (
    values
    ('nothing on either side', 'Neither the cell nor the case system has a value.'),
    ('the same date', 'The same day, in whatever form it is typed.'),
    ('one way to read the date', 'The date can be read in two ways; one is the case system''s.'),
    ('the same text', 'The same text, as typed or as the words of the field are read.'),
    ('the same letters', 'The same letters, whatever the capitals, accents, hyphens and spaces.'),
    ('surname first', 'The same name with the surname first.'),
    ('initials of the worker', 'The initials of the right worker.'),
    ('first name and initial', 'The first name of the right worker and the initial of the surname.'),
    ('initial and surname', 'The initial of the first name, and the surname.'),
    ('first name of the worker', 'The first name of the right worker alone.'),
    ('surname of the worker', 'The surname of the right worker alone.'),
    ('the number behind another prefix', 'The child''s number behind another prefix.'),
    ('another number of the child', 'Another number that the case system links to the same child.'),
    (
        'as many digits as a spreadsheet keeps',
        'The first fifteen digits of the number: a spreadsheet makes the rest noughts.'
    ),
    ('another form of the forename', 'A short or other form of the same forename.'),
    ('the forename alone', 'The forename of the right child alone.'),
    ('a middle name besides', 'Forename and surname agree, with a middle name between them.')
) as rules (rule, sentence);
