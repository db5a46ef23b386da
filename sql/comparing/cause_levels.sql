-- Every level of cause that a difference may have. Where several fit, the one of the lowest rank is said: the
-- rank alone decides. The sentence asks the manager to confirm; it holds no value of the child, so that it
-- may stand wherever a discrepancy stands.
-- grain: a level
-- reads: nothing
create or replace table reconciled.cause_levels as
select
    levels.rank,
    levels.level,
    levels.cause,
    levels.sentence
from (
    values
    (
        1, 'another_row', 'copied_row',
        'The value of another child of the family or of a row close by. Please confirm whose it is.'
    ),
    (
        2, 'row_elsewhere', 'copied_row',
        'With cells around it, the value of a row elsewhere. Please confirm whose it is.'
    ),
    (3, 'no_such_date', 'typo', 'There is no such date in the calendar. Please confirm the date.'),
    (
        4, 'two_ways', 'free_text',
        'This can be read as more than one date. Please give day, month and year in full.'
    ),
    (5, 'words_for_a_value', 'free_text', 'Words where a value is needed. Please give the value.'),
    (
        6, 'first_visit_not_listed', 'stale_value',
        'Nothing here, and the next visit counted from before the only visit there was. Please confirm.'
    ),
    (
        7, 'left_blank', 'unknown',
        'Nothing here, but the case system has a value. Please fill it in or confirm there is none.'
    ),
    (
        8, 'follows_stale_value', 'stale_value',
        'Follows from the last visit of this row, which is an earlier one. Please confirm which is right.'
    ),
    (
        9, 'follows_not_recorded_in_system', 'not_recorded_in_system',
        'Follows from the last visit of this row, which the case system does not have. Please confirm it.'
    ),
    (
        10, 'follows_day_month_swapped', 'day_month_swapped',
        'Follows from the last visit of this row. Please confirm that.'
    ),
    (
        11, 'follows_wrong_year', 'wrong_year',
        'Follows from the last visit of this row. Please confirm that.'
    ),
    (
        12, 'follows_digits_transposed', 'digits_transposed',
        'Follows from the last visit of this row. Please confirm that.'
    ),
    (13, 'follows_typo', 'typo', 'Follows from the last visit of this row. Please confirm that.'),
    (
        14, 'visit_before_and_next', 'stale_value',
        'The date of an earlier visit; the case system has a later one. Please confirm which is right.'
    ),
    (
        15, 'visit_not_recorded_and_next', 'not_recorded_in_system',
        'Later than the last visit in the case system. If it took place, please have it recorded there.'
    ),
    -- The event just before is a likelier reading than a slip of the hand that happens to hit its date.
    (
        16, 'visit_just_before', 'stale_value',
        'The date of an earlier visit; the case system has a later one. Please confirm which is right.'
    ),
    (
        17, 'event_just_before', 'stale_value',
        'An earlier one of the dates the case system holds. Please confirm which is right.'
    ),
    (
        18, 'day_month_changed_over', 'day_month_swapped',
        'Day and month look changed over. Please confirm the date.'
    ),
    (19, 'other_year', 'wrong_year', 'Day and month agree, the year does not. Please confirm the year.'),
    (
        20, 'every_day_counted', 'calendar_days_counted',
        'What comes out when every day is counted and not working days alone. Please confirm.'
    ),
    (
        21, 'holidays_counted', 'calendar_days_counted',
        'What comes out when bank holidays are counted as working days. Please confirm.'
    ),
    (
        22, 'due_not_moved', 'stale_value',
        'Follows from the visit before the last one. Please confirm the date.'
    ),
    (
        23, 'digits_changed_over', 'digits_transposed',
        'The same digits as in the case system, in another order. Please confirm.'
    ),
    (
        24, 'event_before', 'stale_value',
        'An earlier one of the dates the case system holds. Please confirm which is right.'
    ),
    (
        25, 'row_close_by', 'copied_row',
        'The value of another child of the family or of a row close by. Please confirm whose it is.'
    ),
    (26, 'one_digit', 'typo', 'One digit differs from the case system. Please confirm.'),
    (
        27, 'other_month', 'typo',
        'Day and year agree, the month is the one before or after. Please confirm.'
    ),
    (
        28, 'visit_before', 'stale_value',
        'The date of an earlier visit; the case system has a later one. Please confirm which is right.'
    ),
    (
        29, 'visit_not_recorded', 'not_recorded_in_system',
        'Later than the last visit in the case system. If it took place, please have it recorded there.'
    ),
    (
        30, 'event_not_recorded', 'not_recorded_in_system',
        'Later than what the case system holds. If it took place, please have it recorded there.'
    ),
    (31, 'visit_one_digit', 'typo', 'One digit differs from the case system. Please confirm.'),
    (
        32, 'visit_other_month', 'typo',
        'Day and year agree, the month is the one before or after. Please confirm.'
    ),
    (
        33, 'number_of_a_stranger', 'unknown',
        'The number of another child, neither of the family nor of a row close by. Please confirm.'
    ),
    (
        34, 'moved_team', 'transferred',
        'The team or worker before the child moved. Please confirm the move.'
    ),
    (
        35, 'worker_before', 'stale_value',
        'A worker who had the child before. Please confirm who has the child now.'
    ),
    (
        36, 'name_in_part', 'not_recorded_in_system',
        'The case system has no more than a part of the name. If it is right, please have it recorded there.'
    ),
    (
        37, 'letters', 'typo',
        'One or two letters differ from the case system. Please confirm the spelling.'
    ),
    (
        38, 'perhaps_row_close_by', 'copied_row',
        'The value of another child of the family or of a row close by. Please confirm whose it is.'
    ),
    (39, 'not_known', 'unknown', 'The case system says otherwise. Please confirm which is right.'),
    -- From here on of a row as a whole, or of a child without one.
    (
        40, 'row_of_nobody', 'not_recorded_in_system',
        'No such child in the case system. If the child is known to the team, please have the record made.'
    ),
    (
        41, 'row_of_the_team_before', 'transferred',
        'The child is also in a row of the team that has it now. Please confirm that this row can go.'
    ),
    (
        42, 'row_twice', 'copied_row',
        'The same child stands in another row of this tracker. Please confirm which row is to stay.'
    ),
    (
        43, 'moved_locality', 'transferred',
        'The child has moved to another locality. Please confirm that the row can go.'
    ),
    (
        44, 'another_locality', 'unknown',
        'The child is another locality''s in the case system. Please confirm who has the child.'
    ),
    (
        45, 'plan_not_recorded', 'not_recorded_in_system',
        'A plan the case system does not have yet. Please confirm, and have it recorded.'
    ),
    (
        46, 'plan_ended', 'closed_case_left_on',
        'The plan has ended in the case system. Please confirm that the row can go.'
    ),
    (47, 'no_such_plan', 'unknown', 'The case system has no such plan for this child. Please confirm.'),
    (
        48, 'listed_where_it_was', 'transferred',
        'Moved in, and still on the tracker of the locality before. Please confirm, and add the child.'
    ),
    (
        49, 'moved_in', 'transferred',
        'Moved in from another locality and is not on this tracker. Please confirm, and add the child.'
    ),
    (
        50, 'new_plan', 'not_yet_added',
        'A new plan that is not on this tracker yet. Please confirm, and add the child.'
    ),
    (
        51, 'listed_elsewhere', 'unknown',
        'Has an open plan here, but another locality lists the child. Please confirm who has the child.'
    ),
    (
        52, 'not_listed', 'unknown',
        'Has an open plan and is not on this tracker. Please confirm, and add the child.'
    )
) as levels (rank, level, cause, sentence);
