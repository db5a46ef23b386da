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
        'hidden_fraction',
        'percent_as_fraction',
        'The cell holds a hundredth of the case system''s figure and shows it rounded: it looks like'
        || ' a fraction where a percentage is meant.'
    ),
    (
        3,
        'exchanged',
        'copied_row',
        'The case system''s figure of the cell beside, which shows this one''s.'
    ),
    (
        4,
        'another_team',
        'copied_row',
        'The case system''s figure of another team, as are others of this team and month.'
    ),
    (5, 'previous_month', 'previous_month_copied', 'The case system''s figure of the month before.'),
    (6, 'digits', 'digits_transposed', 'The digits of the case system''s figure in another order.'),
    (7, 'previous_figure', 'previous_month_copied', 'The same figure as typed for the month before.'),
    (
        8,
        'other_denominator',
        'wrong_denominator',
        'What comes out when more is divided by than the definition says.'
    ),
    (
        9,
        'calendar_days',
        'calendar_days_counted',
        'What comes out when every day is counted and not working days alone.'
    ),
    (10, 'cut_off', 'rounding', 'The case system''s figure, cut off and not rounded.'),
    (11, 'a_team', 'rows_missed_by_formula', 'What comes out when one team is left out of the total.'),
    (
        12,
        'own_tracker',
        'unknown',
        'The figure of the manager''s own tracker: the tracker''s rows differ from the case system.'
    ),
    (13, 'to_fives', 'rounding', 'The case system''s figure, rounded to the nearest five or ten.'),
    (14, 'next_number', 'typo', 'One away from the case system''s figure.'),
    (
        15,
        'last_rows',
        'rows_missed_by_formula',
        'What comes out when the last rows of the manager''s own sheet are left out.'
    ),
    (
        16,
        'slip',
        'typo',
        'The case system''s figure with a key beside the right one, or a digit dropped or typed twice.'
    ),
    (17, 'not_known', 'unknown', 'The case system gives another figure.')
) as levels (rank, hypothesis, cause, sentence);
