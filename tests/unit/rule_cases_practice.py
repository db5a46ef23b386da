"""The inspectors' concerns and the rules of the workbooks.

Belongs here: for each rule, rows that break it, the records it must name, rows that come close and keep it.
Does not belong here: running them (test_rules.py), how a row is written (rule_rows.py).
"""

from __future__ import annotations

from tests.unit.rule_rows import (
    Cases,
    allocated,
    assessment,
    cin,
    cin_visit,
    cp,
    day,
    figure,
    linked,
    person,
    supervised,
    tracker_row,
    typed,
    visit,
)

# The night is 1 May 2019.
CASES: Cases = {
    "cp_child_not_visited_4_weeks": (
        [
            cp("P1", "2019-01-10"),
            visit("P1", "2019-04-02"),
            cp("P2", "2019-01-10"),
            visit("P2", "2019-04-02"),
            visit("P2", "2019-05-02"),
        ],
        ["P1", "P2"],
        [
            cp("P1", "2019-01-10"),
            visit("P1", "2019-01-11"),
            visit("P1", "2019-04-03"),
            cp("P2", "2018-01-10", "2019-04-30"),
            visit("P2", "2018-01-11"),
            cp("P3", "2019-01-10"),
            cp("P4", "2019-01-10"),
            visit("P4", "2019-05-01"),
        ],
    ),
    "cp_plan_never_visited": (
        [
            cp("P1", "2019-04-12"),
            visit("P9", "2019-04-12"),
            cp("P2", "2019-01-10"),
            visit("P2", "2019-05-02"),
        ],
        ["P1", "P2"],
        [
            cp("P1", "2019-04-15"),
            cp("P2", "2019-01-10"),
            visit("P2", "2019-01-11"),
            cp("P3", "2018-01-10", "2018-02-10"),
            cp("P4", "2019-01-10"),
            visit("P4", "2019-05-01"),
        ],
    ),
    "no_allocated_worker": (
        [
            cin("C1", "2019-01-10"),
            cp("P2", "2019-01-10", child="2"),
            allocated("1", "2019-04-30"),
            allocated("2", role="Family support worker"),
            cp("P3", "2019-01-10", child="3"),
            allocated("3", worker=None),
            cp("P4", "2019-01-10", child="4"),
            allocated("4", worker=" "),
        ],
        ["1", "2", "3", "4"],
        [
            cin("C1", "2019-01-10"),
            allocated("1"),
            cin("C2", "2018-01-10", "2018-06-01", child="2"),
            cp("P3", "2019-01-10", child="3"),
            allocated("3", role="ALLOCATED SOCIAL WORKER"),
            allocated("3", worker=None),
        ],
    ),
    "no_supervision_60_days": (
        [
            cin("C1", "2019-01-10"),
            supervised("1", "2019-03-01"),
            supervised("1", "2019-04-01", "personal"),
            cin("C2", "2019-01-10", child="2"),
            cin("C3", "2019-01-10", child="3"),
            supervised("3", "2019-05-02"),
        ],
        ["1", "2", "3"],
        [
            cin("C1", "2019-01-10"),
            supervised("1", "2019-03-02"),
            cin("C2", "2019-03-02", child="2"),
            cin("C3", "2019-01-10", child="3"),
            supervised("3", "2019-05-01"),
        ],
    ),
    "assessment_open_past_45wd": (
        [assessment("A1", "2019-02-22"), assessment("A2", "2019-02-22", "2019-05-02")],
        ["A1", "A2"],
        [
            assessment("A1", "2019-02-25"),
            assessment("A2", "2018-01-10", "2018-06-10"),
            assessment("A3", "2019-02-22", "2019-05-01"),
        ],
    ),
    "plans_without_children": (
        [cin("C1", "2019-01-10"), cp("P1", "2019-01-10", child="2")],
        [None],
        [cin("C1", "2019-01-10"), cp("P1", "2019-01-10", child="2"), ("ssd_person", {"pers_person_id": "2"})],
    ),
    "tracker_visit_in_future": (
        [
            tracker_row(1),
            typed(1, "last_visit", "F9", date_value=day("2019-05-02")),
            typed(1, "child_id", "A9", text_value="71"),
        ],
        ["71"],
        [
            tracker_row(1),
            typed(1, "last_visit", "F9", date_value=day("2019-05-01")),
            typed(1, "next_visit_due", "G9", date_value=day("2019-05-20")),
        ],
    ),
    "tracker_born_after_plan": (
        [
            tracker_row(1),
            typed(1, "dob", "C9", date_value=day("2019-01-11")),
            typed(1, "plan_start", "D9", date_value=day("2019-01-10")),
        ],
        [None],
        [
            tracker_row(1),
            typed(1, "dob", "C9", date_value=day("2019-01-10")),
            typed(1, "plan_start", "D9", date_value=day("2019-01-10")),
        ],
    ),
    "tracker_child_twice": (
        [
            tracker_row(1),
            tracker_row(2),
            typed(1, "child_id", "A9", text_value="71"),
            typed(2, "child_id", "A10", text_value="71"),
        ],
        ["71", "71"],
        [
            tracker_row(1),
            tracker_row(2, "South"),
            typed(1, "child_id", "A9", text_value="71"),
            typed(2, "child_id", "A9", text_value="71"),
        ],
    ),
    "tracker_id_unusable": (
        [
            tracker_row(1),
            tracker_row(2),
            tracker_row(3),
            person("73519"),
            typed(1, "child_id", "A9", text_value="see file"),
            typed(2, "child_id", "A10", state="unreadable"),
            typed(3, "child_id", "A11", state="unreadable", typed="ABC73520"),
            # A family's number is no child's.
            linked("1", "9090"),
            linked("2", "9090"),
            typed(3, "child_id", "A12", state="unreadable", typed="ABC9090"),
        ],
        [None, None, None, None],
        [
            tracker_row(1),
            person("73519"),
            typed(1, "child_id", "A9", text_value="71"),
            typed(1, "child_id", "A10", state="blank"),
            # Behind a prefix that the layout does not declare stands a child's number.
            typed(1, "child_id", "A11", state="unreadable", typed="ABC-073519"),
            linked("1", "80808"),
            typed(1, "child_id", "A12", state="unreadable", typed="OLD 80808"),
        ],
    ),
    "tracker_rows_nameless": (
        [tracker_row(1), tracker_row(2), tracker_row(3), typed(1, "name", "B9", text_value="Ann Lee")],
        [None, None],
        [tracker_row(1), tracker_row(2), typed(1, "child_id", "A9", text_value="71")],
    ),
    "cin_child_not_visited_4_weeks": (
        [
            cin("C1", "2019-01-10"),
            cin_visit("2019-04-02"),
            cin("C2", "2019-01-10", child="2"),
            cin_visit("2019-04-02", child="2"),
            cin_visit("2019-05-02", child="2"),
        ],
        ["C1", "C2"],
        [
            cin("C1", "2019-01-10"),
            cin_visit("2019-02-01"),
            cin_visit("2019-04-03"),
            cin("C2", "2019-01-10", child="2"),
            cin("C3", "2018-01-10", "2018-06-01", child="3"),
            cin_visit("2018-02-01", child="3"),
            cin("C4", "2019-01-10", child="4"),
            cin_visit("2019-05-01", child="4"),
        ],
    ),
    "cin_plan_never_visited": (
        [
            cin("C1", "2019-03-20"),
            cin_visit("2019-03-19"),
            cin("C2", "2019-03-20", child="2"),
            cin_visit("2019-04-01", child="2"),
            cin("C3", "2019-03-20", child="3"),
            cin_visit("2019-05-02", child="3"),
        ],
        ["C1", "C3"],
        [
            cin("C1", "2019-04-02"),
            cin("C2", "2019-03-20", child="2"),
            cin_visit("2019-03-20", child="2"),
            cin("C3", "2019-03-20", child="3"),
            cin_visit("2019-05-01", child="3"),
        ],
    ),
    "figure_total_not_sum": (
        [figure(1, 12, "All"), figure(2, 5, "N1"), figure(3, 6, "N2")],
        [None],
        [
            figure(1, 11, "All"),
            figure(2, 5, "N1"),
            figure(3, 6, "N2"),
            figure(4, 9, "All", indicator_id="open_cin_plans"),
            figure(5, 5, "N1", indicator_id="open_cin_plans"),
            figure(6, 50, "All", indicator_id="pct_icpc_15wd"),
            figure(7, 80, "N1", indicator_id="pct_icpc_15wd"),
            figure(8, 40, "N2", indicator_id="pct_icpc_15wd"),
        ],
    ),
    "figure_percent_out_of_range": (
        [figure(1, 840, indicator_id="pct_icpc_15wd"), figure(2, -1, indicator_id="pct_icpc_15wd")],
        [None, None],
        [
            figure(1, 100, indicator_id="pct_icpc_15wd"),
            figure(2, 0, indicator_id="pct_icpc_15wd"),
            figure(3, 840),
        ],
    ),
}
