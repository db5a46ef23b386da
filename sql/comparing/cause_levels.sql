-- Every level of cause that a difference may have: the first that fits is said. The sentence asks the manager
-- to confirm; it holds no value of the child, so that it may stand wherever a discrepancy stands.
-- grain: a level
-- reads: nothing
create or replace table reconciled.cause_levels as
select
    levels.level,
    levels.cause,
    levels.sentence
from (
    values
    (
        'day_month_changed_over',
        'day_month_swapped',
        'Day and month look changed over. Please confirm the date.'
    ),
    ('other_year', 'wrong_year', 'Day and month agree, the year does not. Please confirm the year.'),
    (
        'digits_changed_over', 'digits_transposed',
        'The same digits as in the case system, in another order. Please confirm.'
    ),
    ('one_digit', 'typo', 'One digit differs from the case system. Please confirm.'),
    ('other_month', 'typo', 'Day and year agree, the month is the one before or after. Please confirm.'),
    ('letters', 'typo', 'One or two letters differ from the case system. Please confirm the spelling.'),
    (
        'no_such_date', 'typo',
        'There is no such date in the calendar. Please confirm the date.'
    ),
    (
        'two_ways',
        'free_text',
        'This can be read as more than one date. Please give day, month and year in full.'
    ),
    ('words_for_a_value', 'free_text', 'Words where a value is needed. Please give the value.'),
    (
        'visit_before', 'stale_value',
        'The date of an earlier visit; the case system has a later one. Please bring the row up to date.'
    ),
    (
        'event_before', 'stale_value',
        'An earlier one of the dates the case system holds. Please bring the row up to date.'
    ),
    (
        'worker_before', 'stale_value',
        'A worker who had the child before. Please confirm who has the child now.'
    ),
    (
        'visit_not_recorded', 'not_recorded_in_system',
        'Later than the last visit in the case system. If it took place, please have it recorded there.'
    ),
    (
        'event_not_recorded', 'not_recorded_in_system',
        'Later than what the case system holds. If it took place, please have it recorded there.'
    ),
    (
        'follows_stale_visit', 'stale_value',
        'Follows from the last visit of this row, which is an earlier one. Please bring the row up to date.'
    ),
    (
        'follows_unrecorded_visit', 'not_recorded_in_system',
        'Follows from the last visit of this row, which the case system does not have. Please confirm it.'
    ),
    (
        'follows_day_month_changed_over',
        'day_month_swapped',
        'Follows from the last visit of this row. Please confirm that.'
    ),
    ('follows_other_year', 'wrong_year', 'Follows from the last visit of this row. Please confirm that.'),
    (
        'follows_digits_changed_over',
        'digits_transposed',
        'Follows from the last visit of this row. Please confirm that.'
    ),
    ('follows_one_digit', 'typo', 'Follows from the last visit of this row. Please confirm that.'),
    (
        'due_not_moved', 'stale_value',
        'Follows from the visit before the last one. Please bring the date up to date.'
    ),
    (
        'every_day_counted', 'calendar_days_counted',
        'What comes out when every day is counted and not working days alone. Please confirm.'
    ),
    (
        'holidays_counted', 'calendar_days_counted',
        'What comes out when bank holidays are counted as working days. Please confirm.'
    ),
    ('moved_team', 'transferred', 'The team or worker before the child moved. Please confirm the move.'),
    (
        'another_row', 'copied_row',
        'The value of another child of the family or of the row beside it. Please confirm whose it is.'
    ),
    ('not_known', 'unknown', 'The case system says otherwise. Please confirm which is right.'),
    (
        'left_blank', 'unknown',
        'Nothing here, but the case system has a value. Please fill it in or confirm there is none.'
    )
) as levels (level, cause, sentence);
