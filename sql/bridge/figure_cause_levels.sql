-- The ways in which a figure goes wrong, the likeliest reading first where several fit. The sentence asks to
-- confirm.
-- grain: a hypothesis
-- reads: nothing
create or replace table reconciled.figure_cause_levels as
select
    levels.rank,
    levels.hypothesis,
    levels.cause,
    levels.sentence
from (
    values
    (
        1,
        'fraction',
        'percent_as_fraction',
        'A hundredth of the case system''s figure: it looks like a fraction where a percentage is meant.'
    ),
    (2, 'previous_month', 'previous_month_copied', 'The case system''s figure of the month before.'),
    (3, 'digits', 'digits_transposed', 'The digits of the case system''s figure in another order.'),
    (4, 'previous_figure', 'previous_month_copied', 'The same figure as typed for the month before.'),
    (
        5,
        'other_denominator',
        'wrong_denominator',
        'What comes out when more is divided by than the definition says.'
    ),
    (
        6,
        'calendar_days',
        'calendar_days_counted',
        'What comes out when every day is counted and not working days alone.'
    ),
    (7, 'cut_off', 'rounding', 'The case system''s figure, cut off and not rounded.'),
    (8, 'a_team', 'rows_missed_by_formula', 'What comes out when one team is left out of the total.'),
    (
        9,
        'own_tracker',
        'unknown',
        'The figure of the manager''s own tracker: the tracker''s rows differ from the case system.'
    ),
    (10, 'to_fives', 'rounding', 'The case system''s figure, rounded to the nearest five or ten.'),
    (11, 'next_number', 'typo', 'One away from the case system''s figure.'),
    (
        12,
        'last_rows',
        'rows_missed_by_formula',
        'What comes out when the last rows of the list are left out.'
    ),
    (13, 'not_known', 'unknown', 'The case system gives another figure.')
) as levels (rank, hypothesis, cause, sentence);
