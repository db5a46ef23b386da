-- Which kinds and fields of discrepancy can move an indicator, the likeliest first. `presence` is whether it
-- explains a child who is on one side only (`one_side`), or one whom both have and count differently
-- (`both_sides`).
-- grain: an indicator (% for all), a presence, a kind and a field (% for all)
-- reads: nothing
create or replace table reconciled.telling_fields as
select
    telling.rank,
    telling.indicator_id,
    telling.presence,
    telling.kind,
    telling.field
from (
    values
    (1, '%', 'one_side', 'missing_from_system', '%'),
    (2, '%', 'one_side', 'duplicate_row', '%'),
    (3, '%', 'one_side', 'wrong_locality', '%'),
    (4, '%', 'one_side', 'not_open_in_system', '%'),
    (5, '%', 'one_side', 'missing_from_spreadsheet', '%'),
    (6, '%', 'one_side', 'value_differs', 'team'),
    (7, '%', 'one_side', 'value_differs', 'plan_type'),
    (8, 'cp_not_visited_10wd', 'one_side', 'value_differs', 'last_visit'),
    (9, 'cp_not_visited_10wd', 'one_side', 'unreadable_value', 'last_visit'),
    (10, 'cp_not_visited_10wd', 'one_side', 'value_differs', 'plan_start'),
    (11, 'cp_not_visited_10wd', 'one_side', 'unreadable_value', 'plan_start'),
    (12, 'pct_seen_alone_last_cp_visit', 'one_side', 'value_differs', 'last_visit'),
    (13, 'pct_seen_alone_last_cp_visit', 'one_side', 'unreadable_value', 'last_visit'),
    (20, 'pct_cp_visits_in_timescale', 'both_sides', 'value_differs', 'last_visit'),
    (21, 'pct_cp_visits_in_timescale', 'both_sides', 'unreadable_value', 'last_visit'),
    (22, 'cp_not_visited_10wd', 'both_sides', 'value_differs', 'last_visit'),
    (23, 'cp_not_visited_10wd', 'both_sides', 'unreadable_value', 'last_visit'),
    (24, 'cp_not_visited_10wd', 'both_sides', 'value_differs', 'plan_start'),
    (25, 'cp_not_visited_10wd', 'both_sides', 'unreadable_value', 'plan_start'),
    (26, 'pct_seen_alone_last_cp_visit', 'both_sides', 'value_differs', 'seen_alone'),
    (27, 'pct_seen_alone_last_cp_visit', 'both_sides', 'unreadable_value', 'seen_alone'),
    (28, 'pct_seen_alone_last_cp_visit', 'both_sides', 'value_differs', 'last_visit'),
    (29, 'pct_supervised_30d', 'both_sides', 'value_differs', 'last_supervision'),
    (30, 'pct_supervised_30d', 'both_sides', 'unreadable_value', 'last_supervision'),
    (31, '%', 'both_sides', 'not_open_in_system', '%')
) as telling (rank, indicator_id, presence, kind, field);
