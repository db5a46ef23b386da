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
    (
        2,
        'exchanged',
        'copied_row',
        'The case system''s figure of the cell beside, which shows this one''s.'
    ),
    (
        3,
        'another_team',
        'copied_row',
        'The case system''s figure of another team, as are others of this team and month.'
    ),
    (4, 'previous_month', 'previous_month_copied', 'The case system''s figure of the month before.'),
    (5, 'digits', 'digits_transposed', 'The digits of the case system''s figure in another order.'),
    (6, 'previous_figure', 'previous_month_copied', 'The same figure as typed for the month before.'),
    (
        7,
        'other_denominator',
        'wrong_denominator',
        'What comes out when more is divided by than the definition says.'
    ),
    (
        8,
        'calendar_days',
        'calendar_days_counted',
        'What comes out when every day is counted and not working days alone.'
    ),
    (9, 'cut_off', 'rounding', 'The case system''s figure, cut off and not rounded.'),
    (10, 'a_team', 'rows_missed_by_formula', 'What comes out when one team is left out of the total.'),
    (
        11,
        'own_tracker',
        'unknown',
        'The figure of the manager''s own tracker: the tracker''s rows differ from the case system.'
    ),
    (12, 'to_fives', 'rounding', 'The case system''s figure, rounded to the nearest five or ten.'),
    (13, 'next_number', 'typo', 'One away from the case system''s figure.'),
    (
        14,
        'last_rows',
        'rows_missed_by_formula',
        'What comes out when the last rows of the manager''s own sheet are left out.'
    ),
    (
        15,
        'slip',
        'typo',
        'The case system''s figure with a key beside the right one, or a digit dropped or typed twice.'
    ),
    (16, 'not_known', 'unknown', 'The case system gives another figure.')
) as levels (rank, hypothesis, cause, sentence);
