"""What the tables of a release say, from literal rows; and that they are what the dictionary says."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from assets.county import Place
from assets.publishing.dictionary import contract
from assets.publishing.tables import make_tables
from expectations.contracts import load_contracts
from tests.unit.working_tables import (
    MARCH,
    Rows,
    a_discrepancy,
    a_figure,
    a_night,
    a_place,
    a_value,
    a_workbook,
    publish,
    read,
)

NIGHT = date(2019, 5, 1)
NEXT = date(2019, 5, 2)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place(tmp_path)


def made(place: Place, rows: Rows, query: str, as_at: date = NIGHT) -> list[tuple]:
    """What a query says of the tables made of these rows."""
    with closing(a_night(as_at, rows)) as connection:
        make_tables(connection, place)
        return connection.execute(query).fetchall()


def test_every_table_has_exactly_the_columns_of_the_dictionary(place: Place) -> None:
    with closing(a_night(NIGHT)) as connection:
        make_tables(connection, place)
        found: dict[str, list[tuple[str, str]]] = {}
        for schema, table, column, kind in connection.execute(
            "select table_schema, table_name, column_name, data_type from information_schema.columns"
            " where table_schema in ('published', 'inspection') order by ordinal_position"
        ).fetchall():
            found.setdefault(f"{schema}.{table}", []).append((column, kind))
    assert found == {
        table: [(column.name, column.type) for column in columns] for table, columns in contract().items()
    }


def test_every_column_is_described_and_every_table_begins_with_its_run() -> None:
    for table, columns in contract().items():
        assert columns[0].name == "run_id", table
        assert all(column.meaning.endswith((".", "!")) or column.meaning for column in columns), table


def test_the_dictionary_is_a_table_of_the_release(place: Place) -> None:
    rows = made(place, {}, 'select "table", "column" from published.data_dictionary')
    assert len(rows) == len(set(rows))
    released = {(table, column.name) for table, columns in contract().items() for column in columns}
    declared = {(table, column.name) for table, one in load_contracts().items() for column in one.columns}
    assert set(rows) == released | declared


def test_the_dictionary_says_what_a_failing_rows_table_and_column_are(place: Place) -> None:
    query = (
        "select type, unit, meaning from published.data_dictionary"
        """ where "table" = 'ssd_cp_visits' and "column" = 'cppv_cp_visit_date'"""
    )
    assert made(place, {}, query) == [("DATE", "date", "Day of the visit.")]


@pytest.mark.parametrize(
    ("typed", "system", "agrees", "cause", "said"),
    [
        (48.0, 48.0, True, None, (48.0, 47.0, 48.0, 0.0, "agrees", None)),
        (40.0, 48.0, False, "rounding", (48.0, 47.0, 40.0, -8.0, "differs", "rounding")),
        (40.0, None, None, None, (None, 47.0, 40.0, None, "no_system_value", None)),
        (None, 48.0, None, None, (48.0, 47.0, None, None, "no_spreadsheet_figure", None)),
    ],
)
def test_a_figure_has_its_three_values_side_by_side(
    place: Place,
    typed: float | None,
    system: float | None,
    agrees: bool | None,
    cause: str | None,
    said: tuple,
) -> None:
    rows: Rows = {
        "staged.figures": [a_figure(1, typed)],
        "reconciled.figures": [{"figure_id": 1, "agrees": agrees, "cause": cause}],
        "measured.indicator_values": [a_value(47, "tracker")],
    }
    if system is not None:
        rows["measured.indicator_values"].append(a_value(system))
    query = (
        "select system_value, tracker_value, spreadsheet_value, difference, status, cause, cell"
        " from published.reconciled_performance"
    )
    found = made(place, rows, query)
    assert found == [(*said, "C1")]


def test_of_a_figure_typed_twice_the_one_that_differs_is_shown(place: Place) -> None:
    rows: Rows = {
        "staged.figures": [a_figure(1, 48), a_figure(2, 40)],
        "reconciled.figures": [{"figure_id": 1, "agrees": True}, {"figure_id": 2, "agrees": False}],
        "measured.indicator_values": [a_value(48)],
    }
    assert made(place, rows, "select status, cell from published.reconciled_performance") == [
        ("differs", "C2")
    ]


def test_a_value_without_any_figure_is_there_too(place: Place) -> None:
    rows: Rows = {"measured.indicator_values": [a_value(48)]}
    found = made(place, rows, "select system_value, status from published.reconciled_performance")
    assert found == [(48.0, "no_spreadsheet_figure")]


def test_accuracy_counts_compared_cells_by_team_and_locality_with_wilsons_interval(place: Place) -> None:
    rows: Rows = {
        "staged.tracker_rows": [
            {"tracker_row_id": 1, "locality": "North", "team": "N1"},
            {"tracker_row_id": 2, "locality": "North"},
        ],
        "reconciled.comparisons": [
            *({"tracker_row_id": 1, "field": "dob", "agrees": True} for _ in range(8)),
            {"tracker_row_id": 1, "field": "dob", "agrees": False},
            {"tracker_row_id": 2, "field": "dob", "agrees": False},
        ],
    }
    found = made(
        place,
        rows,
        "select team, compared, agreeing, accuracy, round(accuracy_low, 2), round(accuracy_high, 2)"
        " from published.data_accuracy order by team",
    )
    # 8 of 10: Wilson's interval by any textbook is 49.02 to 94.33.
    assert found == [
        ("All", 10, 8, 80.0, 49.02, 94.33),
        ("N1", 9, 8, pytest.approx(88.889, abs=1e-3), 56.5, 98.01),
    ]


def test_discrepancies_are_counted_by_what_they_are(place: Place) -> None:
    rows: Rows = {
        "reconciled.discrepancies": [a_discrepancy("a"), a_discrepancy("b"), a_discrepancy("c", team=None)]
    }
    found = made(
        place, rows, "select team, kind, discrepancies from published.discrepancy_counts order by team"
    )
    assert found == [("N1", "value_differs", 2), (None, "value_differs", 1)]


@pytest.mark.parametrize(
    ("delivered", "describes", "said"),
    [
        (date(2019, 4, 30), date(2019, 4, 30), (1, "fresh")),
        (date(2026, 1, 1), date(2019, 4, 30), (1, "fresh")),
        (date(2019, 4, 20), None, (11, "fresh")),
        (date(2026, 1, 1), None, (None, "fresh")),
        (date(2019, 4, 30), date(2019, 3, 1), (61, "stale")),
        (None, None, (None, "fresh")),
    ],
)
def test_a_workbook_is_as_old_as_what_it_describes(
    place: Place, delivered: date | None, describes: date | None, said: tuple
) -> None:
    workbook = a_workbook("North", NIGHT, delivered_at=delivered, describes=describes)
    query = "select nights_old, status from published.source_freshness where source = 'North.xlsx'"
    assert made(place, {"staged.workbooks": [workbook]}, query) == [said]


def test_figures_that_name_no_day_describe_their_newest_month(place: Place) -> None:
    rows: Rows = {
        "staged.workbooks": [a_workbook("North", NIGHT, delivered_at=date(2026, 1, 1), describes=None)],
        "staged.figures": [a_figure(1, 40), a_figure(2, None, period=date(2019, 4, 1))],
    }
    query = "select describes, nights_old, status from published.source_freshness where locality = 'North'"
    assert made(place, rows, query) == [(date(2019, 3, 31), 31, "fresh")]


def test_a_workbook_that_says_nothing_new_is_stale_however_young_it_looks(place: Place) -> None:
    workbook = a_workbook("North", NIGHT, is_stale=True)
    query = "select nights_old, status from published.source_freshness where source = 'North.xlsx'"
    assert made(place, {"staged.workbooks": [workbook]}, query) == [(0, "stale")]


@pytest.mark.parametrize(
    ("delivered", "said"),
    [
        (date(2019, 5, 1), (NIGHT, 0, "fresh")),
        (date(2026, 1, 1), (NIGHT, 0, "fresh")),
        (date(2019, 4, 30), (date(2019, 4, 30), 1, "fresh")),
        (date(2019, 4, 24), (date(2019, 4, 24), 7, "stale")),
    ],
)
def test_an_extract_last_written_long_before_the_night_is_stale(
    place: Place, delivered: date, said: tuple
) -> None:
    rows: Rows = {"landed.deliveries": [{"source": "extract", "status": "landed", "delivered_at": delivered}]}
    query = "select describes, nights_old, status from published.source_freshness where source = 'extract'"
    assert made(place, rows, query) == [said]


def test_a_failure_on_a_tracker_is_of_the_child_who_stands_there(place: Place) -> None:
    def failure(name: str, cell: str) -> dict[str, object]:
        return {"failure_id": name, "rule_id": "tracker_visit_in_future", "record_table": "tracker_rows"} | {
            "source_file": "North.xlsx",
            "sheet": "CP",
            "cell": cell,
        }

    row = {"locality": "North", "source_file": "North.xlsx", "sheet": "CP"}
    rows: Rows = {
        "staged.tracker_rows": [
            {"tracker_row_id": number, "row_number": number, "cell": f"A{number}", **row}
            for number in (4, 5, 6)
        ],
        "staged.tracker_values": [
            {"tracker_row_id": 4, "field": "last_visit", "cell": "L4"},
            {"tracker_row_id": 5, "field": "worker", "cell": "M5"},
            {"tracker_row_id": 6, "field": "worker", "cell": "M5"},
        ],
        "reconciled.matches": [
            {"tracker_row_id": 4, "person_id": "1004", "match_method": "id"},
            {"tracker_row_id": 5, "person_id": "1005", "match_method": "id"},
            {"tracker_row_id": 6, "person_id": "1006", "match_method": "id"},
        ],
        "validated.failures": [failure("a", "A4"), failure("b", "L4"), failure("shared", "M5")],
    }
    query = "select failure_id, person_id from inspection.validation_failures order by failure_id"
    assert made(place, rows, query) == [("a", "1004"), ("b", "1004"), ("shared", None)]


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        (date(2019, 4, 24), (NIGHT, 0, "fresh")),
        (date(2019, 4, 23), (date(2019, 4, 23), 8, "stale")),
        (None, (NIGHT, 0, "fresh")),
    ],
)
def test_an_extract_that_tells_of_nothing_in_the_week_before_is_as_old_as_what_it_tells(
    place: Place, newest: date | None, said: tuple
) -> None:
    query = "select describes, nights_old, status from published.source_freshness where source = 'extract'"
    assert made(place, {"staged.newest_event": [{"newest": newest, "later": 0}]}, query) == [said]


def test_a_night_without_a_single_extract_file_says_that_it_is_missing(place: Place) -> None:
    query = "select nights_old, status from published.source_freshness where source = 'extract'"
    assert made(place, {"landed.deliveries": []}, query) == [(None, "missing")]


GOOD: Rows = {
    "measured.indicator_values": [a_value(48), a_value(47, "tracker"), a_value(20, locality="South")],
    "staged.figures": [a_figure(1, 40)],
    "reconciled.figures": [{"figure_id": 1, "agrees": False, "cause": "rounding"}],
    "reconciled.gap_bridge": [
        {"period": MARCH, "locality": "North", "team": "All", "indicator_id": "open_cp_plans", **step}
        for step in (
            {"step": 1, "component": "arithmetic", "cause": "rounding", "effect": -7.0},
            {
                "step": 2,
                "component": "missing_from_spreadsheet",
                "cause": "unknown",
                "children": 1,
                "effect": -1.0,
            },
        )
    ],
    "reconciled.gap_children": [
        {
            **{"period": MARCH, "locality": "North", "team": "All", "indicator_id": "open_cp_plans"},
            **{"kind": kind, "cause": "unknown", "person_id": person, "is_a_child": is_a_child},
        }
        for kind, person, is_a_child in (
            ("missing_from_spreadsheet", "1002", True),
            ("missing_from_spreadsheet", "1003", False),
            ("value_differs", "1004", True),
        )
    ],
    "staged.tracker_rows": [
        {"tracker_row_id": 1, "locality": "North", "source_file": "North.xlsx", "cell": "B4"}
    ],
    "reconciled.matches": [{"tracker_row_id": 1, "person_id": "1001", "match_method": "id"}],
    "reconciled.comparisons": [{"tracker_row_id": 1, "field": "team", "agrees": True}],
    "reconciled.equivalence_counts": [
        {"rule": "initials of the worker", "locality": "North", "field": "worker", "cells": 3},
        {"rule": "the same date", "cells": 0},
    ],
    "reconciled.discrepancies": [a_discrepancy("a"), a_discrepancy("s", "South")],
    "measured.evidence": [
        {
            "source": source,
            "period": MARCH,
            "indicator_id": "open_cp_plans",
            "locality": "North",
            "counts": True,
        }
        for source in ("case_system", "tracker")
    ],
    "validated.results": [
        {
            "rule_id": "r1",
            "suite": "workbooks",
            "locality": "North",
            "checked": 5,
            "failed": 1,
            "passed": False,
            "critical": False,
        },
        {"rule_id": "e1", "checked": 9, "failed": 1, "passed": False, "critical": False},
    ],
    "validated.failures": [
        {"failure_id": "f1", "rule_id": "r1", "locality": "North"},
        {"failure_id": "f2", "rule_id": "e1", "locality": "North"},
    ],
}
LOCKED: Rows = {
    "staged.workbooks": [
        a_workbook("North", NEXT, "held_back", describes=None, reason="it is locked: close it"),
        a_workbook("South", NEXT),
    ],
    "measured.indicator_values": [a_value(50), a_value(20, locality="South")],
    "reconciled.discrepancies": [
        a_discrepancy("m", kind="missing_from_spreadsheet", field=None),
        a_discrepancy("s", "South"),
    ],
    "validated.results": [
        {
            "rule_id": "r1",
            "suite": "workbooks",
            "locality": "North",
            "checked": 0,
            "failed": 0,
            "passed": True,
            "critical": False,
        },
        {"rule_id": "e1", "checked": 9, "failed": 0, "passed": True, "critical": False},
    ],
}


def test_a_held_back_locality_keeps_the_rows_of_its_last_good_night(place: Place) -> None:
    publish(place, NIGHT, GOOD)
    released = publish(place, NEXT, LOCKED)
    assert released.held_back == ("North",)
    assert read(
        released,
        "select as_at, system_value, tracker_value, spreadsheet_value, difference, status, cause, cell"
        " from published.reconciled_performance where locality = 'North'",
    ) == [(NEXT, 50.0, 47.0, 40.0, -10.0, "stale_source", "rounding", "C1")]
    assert read(
        released,
        "select as_at, source, value from published.indicator_values where locality = 'North' order by 2",
    ) == [(NEXT, "case_system", 50.0), (NIGHT, "spreadsheet", 40.0), (NIGHT, "tracker", 47.0)]
    assert read(
        released, "select as_at, locality, compared from published.data_accuracy where team = 'All'"
    ) == [(NIGHT, "North", 1)]
    assert read(
        released,
        "select as_at, discrepancy_id, status, last_seen from inspection.discrepancies order by locality",
    ) == [(NIGHT, "a", "open", NIGHT), (NEXT, "s", "open", NEXT)]
    assert read(released, "select as_at, cell, person_id from inspection.tracker_rows") == [
        (NIGHT, "B4", "1001")
    ]
    assert read(released, "select as_at, source from inspection.evidence") == [(NIGHT, "tracker")]
    assert read(released, "select as_at, locality, field, rule, cells from published.equivalence_counts") == [
        (NIGHT, "North", "worker", "initials of the worker", 3)
    ]
    assert read(released, "select as_at, component, person_id from inspection.gap_children") == [
        (NIGHT, "missing_from_spreadsheet", "1002")
    ]
    assert read(released, "select locality, status, reason from inspection.spreadsheet_coverage") == [
        ("North", "held_back", "it is locked: close it")
    ]
    assert read(
        released,
        "select source, describes, nights_old, status from published.source_freshness order by source",
    ) == [
        ("North.xlsx", NIGHT, 1, "stale"),
        ("South.xlsx", NEXT, 0, "fresh"),
        ("extract", NEXT, 0, "fresh"),
    ]


def test_a_night_run_again_with_a_workbook_that_is_locked_by_then_keeps_its_own_rows(place: Place) -> None:
    publish(place, NEXT, GOOD)
    released = publish(place, NEXT, LOCKED)
    assert read(
        released,
        "select tracker_value, spreadsheet_value, status from published.reconciled_performance"
        " where locality = 'North'",
    ) == [(47.0, 40.0, "stale_source")]
    for table in ("inspection.tracker_rows", "inspection.evidence", "published.data_accuracy"):
        assert read(released, f"select count(*) from {table} where locality = 'North'") == [(1,)]  # noqa: S608
    assert read(released, "select discrepancy_id from inspection.discrepancies where locality = 'North'") == [
        ("a",)
    ]
    assert read(released, "select as_at, rule_id, failed from published.validation_results") == [
        (NEXT, "e1", 0),
        (NEXT, "r1", 1),
    ]
    assert read(released, "select failure_id from inspection.validation_failures") == [("f1",)]


def test_rules_of_a_workbook_that_could_not_be_read_keep_their_last_result(place: Place) -> None:
    publish(place, NIGHT, GOOD)
    released = publish(place, NEXT, LOCKED)
    assert read(
        released, "select as_at, rule_id, failed from published.validation_results order by rule_id"
    ) == [(NEXT, "e1", 0), (NIGHT, "r1", 1)]
    assert read(released, "select as_at, failure_id, first_seen from inspection.validation_failures") == [
        (NIGHT, "f1", NIGHT)
    ]


SPLIT: Rows = {
    "validated.results": [
        {"rule_id": rule, "suite": suite, "record_table": table, "checked": checked, "failed": failed}
        | {"passed": failed == 0, "severity": "error", "critical": False, "reason": reason}
        for rule, suite, table, checked, failed, reason in (
            ("8600", "practice", "ssd_person", 9, 3, None),
            ("8605", "practice", "ssd_person", None, None, "its SQL could not be run (BinderException)"),
            ("key_missing", "ssd_person", "ssd_person", 9, 1, None),
            ("key_missing", "ssd_department", "ssd_department", 4, 0, None),
            ("key_missing", "ssd_cp_plans", "ssd_cp_plans", 5, 2, None),
            ("table_missing", "staging", None, None, 1, None),
        )
    ],
    "validated.checked_rows": [
        {"record_table": table, "locality": locality, "checked": checked}
        for table, locality, checked in (
            ("ssd_person", "North", 5),
            ("ssd_person", "South", 3),
            ("ssd_person", None, 1),
            ("ssd_department", None, 4),
            ("ssd_cp_plans", "North", 5),
            ("ssd_cp_plans", "South", 0),
            ("ssd_cp_plans", None, 0),
        )
    ],
    "validated.failures": [
        {"failure_id": str(number), "rule_id": rule, "record_table": table, "locality": locality}
        for number, (rule, table, locality) in enumerate(
            (
                ("8600", "ssd_person", "North"),
                ("8600", "ssd_cp_plans", "North"),
                ("8600", "ssd_person", None),
                ("key_missing", "ssd_person", None),
                ("key_missing", "ssd_cp_plans", "North"),
                ("key_missing", "ssd_cp_plans", "North"),
                ("table_missing", "ssd_cp_visits", None),
            )
        )
    ],
}


def test_a_rule_of_the_extract_has_a_row_for_each_locality_that_add_up_to_the_county(place: Place) -> None:
    query = (
        "select rule_id, suite, locality, checked, failed, passed from published.validation_results"
        " order by rule_id, suite, locality nulls last"
    )
    assert made(place, SPLIT, query) == [
        ("8600", "practice", "North", 5, 2, False),
        ("8600", "practice", "South", 3, 0, True),
        ("8600", "practice", None, 1, 1, False),
        ("8605", "practice", None, None, None, False),
        ("key_missing", "ssd_cp_plans", "North", 5, 2, False),
        ("key_missing", "ssd_cp_plans", "South", 0, 0, True),
        ("key_missing", "ssd_department", None, 4, 0, True),
        ("key_missing", "ssd_person", "North", 5, 0, True),
        ("key_missing", "ssd_person", "South", 3, 0, True),
        ("key_missing", "ssd_person", None, 1, 1, False),
        ("table_missing", "staging", None, None, 1, False),
    ]


def test_a_rule_that_could_not_be_judged_says_why_and_counts_nothing(place: Place) -> None:
    query = "select checked, failed, passed, reason from published.validation_results where rule_id = '8605'"
    assert made(place, SPLIT, query) == [(None, None, False, "its SQL could not be run (BinderException)")]


def test_a_held_back_localitys_rules_of_the_extract_are_tonights(place: Place) -> None:
    publish(place, NIGHT, SPLIT)
    released = publish(place, NEXT, {**LOCKED, **SPLIT, "validated.failures": []})
    assert read(
        released,
        "select as_at, locality, failed from published.validation_results where rule_id = '8600' order by 2",
    ) == [(NEXT, "North", 0), (NEXT, "South", 0), (NEXT, None, 0)]
    assert read(released, "select count(*) from inspection.validation_failures") == [(0,)]
    assert read(released, "select distinct status from inspection.failure_lives") == [("gone",)]


def test_the_steps_of_a_stale_gap_still_add_up_to_its_difference(place: Place) -> None:
    publish(place, NIGHT, GOOD)
    publish(place, NEXT, LOCKED)
    later = date(2019, 5, 3)
    locked = {**LOCKED, "measured.indicator_values": [a_value(51)]}
    released = publish(place, later, locked)
    assert read(
        released, "select as_at, step, component, cause, effect from published.gap_bridge order by step"
    ) == [
        (NIGHT, 1, "arithmetic", "rounding", -7.0),
        (NIGHT, 2, "missing_from_spreadsheet", "unknown", -1.0),
        (later, 3, "arithmetic", "stale_value", -3.0),
    ]
    assert read(
        released, "select difference from published.reconciled_performance where locality = 'North'"
    ) == [(-11.0,)]


def test_without_an_earlier_release_what_could_be_read_is_shown_but_nobody_is_called_missing(
    place: Place,
) -> None:
    rows: Rows = {
        **GOOD,
        "staged.workbooks": [
            a_workbook("North", NIGHT),
            a_workbook("North", NIGHT, "missing", source_file="North CIN", describes=None, delivered_at=None),
        ],
        "reconciled.discrepancies": [
            a_discrepancy("a"),
            a_discrepancy("m", kind="missing_from_spreadsheet", field=None),
        ],
    }
    released = publish(place, NIGHT, rows)
    assert released.held_back == ("North",)
    assert read(released, "select discrepancy_id from inspection.discrepancies") == [("a",)]
    assert read(
        released,
        "select tracker_value, spreadsheet_value, status from published.reconciled_performance"
        " where locality = 'North'",
    ) == [(None, 40.0, "differs")]
    assert read(
        released, "select source, status from published.source_freshness where locality = 'North'"
    ) == [
        ("North CIN", "missing"),
        ("North.xlsx", "fresh"),
    ]


def test_rows_of_a_night_that_was_itself_read_in_part_do_not_stand_in_for_the_next(place: Place) -> None:
    publish(place, NIGHT, {**LOCKED, "reconciled.discrepancies": [a_discrepancy("a")]})
    released = publish(place, NEXT, {**LOCKED, "reconciled.discrepancies": [a_discrepancy("b")]})
    assert read(released, "select as_at, discrepancy_id from inspection.discrepancies") == [(NEXT, "b")]


def test_a_locality_that_breaks_a_critical_rule_is_held_back_and_the_rule_is_shown(place: Place) -> None:
    publish(place, NIGHT, GOOD)
    broken = {
        "rule_id": "r1",
        "suite": "workbooks",
        "locality": "North",
        "checked": 5,
        "failed": 5,
        "passed": False,
        "critical": True,
    }
    released = publish(
        place,
        NEXT,
        {
            **GOOD,
            "validated.results": [broken],
            "validated.failures": [{"failure_id": "f9", "rule_id": "r1", "locality": "North"}],
        },
    )
    assert released.held_back == ("North",)
    assert read(released, "select as_at, failed from published.validation_results") == [(NEXT, 5)]
    assert read(released, "select as_at, failure_id from inspection.validation_failures") == [(NEXT, "f9")]


def test_a_declared_sheet_that_is_gone_holds_its_locality_back(place: Place) -> None:
    publish(place, NIGHT, GOOD)
    gone = {"locality": "North", "source_file": "North.xlsx", "sheet": "CIN", "status": "missing"}
    released = publish(place, NEXT, {**GOOD, "staged.spreadsheet_coverage": [gone]})
    assert released.held_back == ("North",)


@pytest.mark.parametrize("status", ["ignored", "not_declared", "superseded"])
def test_a_file_that_no_layout_asks_for_holds_nobody_back(place: Place, status: str) -> None:
    extra = a_workbook("North", NIGHT, status, source_file="Thumbs.db")
    released = publish(place, NIGHT, {**GOOD, "staged.workbooks": [a_workbook("North", NIGHT), extra]})
    assert released.held_back == ()
    assert read(released, "select source from published.source_freshness where locality = 'North'") == [
        ("North.xlsx",)
    ]


NAME, DOB, ADDRESS = "Canaria Testname", "2011-12-13", "1 Canary Row, EX9 9ZZ"


def test_no_name_birthday_or_address_is_published_anywhere(place: Place) -> None:
    rows: Rows = {
        **GOOD,
        "staged.tracker_values": [
            {"tracker_row_id": 1, "field": "name", "typed": NAME, "text_value": NAME},
            {"tracker_row_id": 1, "field": "dob", "typed": DOB, "date_value": date.fromisoformat(DOB)},
        ],
        "staged.staging_findings": [{"rule_id": "wrong_type", "value": ADDRESS}],
        "reconciled.system_values": [{"person_id": "1001", "field": "name", "text_value": NAME}],
        "reconciled.discrepancies": [
            a_discrepancy("n", field="name", spreadsheet_value=NAME, system_value=NAME.lower()),
            a_discrepancy("f", field="forename", spreadsheet_value=NAME, system_value=NAME),
            a_discrepancy("d", field="dob", kind="unreadable_value", spreadsheet_value=DOB, system_value=DOB),
            a_discrepancy("x", field=None, kind="missing_from_system", spreadsheet_value=NAME),
            a_discrepancy("u", field="a field of next year", spreadsheet_value=ADDRESS, system_value=ADDRESS),
        ],
        "validated.failures": [
            {"failure_id": str(number), "rule_id": "e1", "column_name": column, "value": value}
            for number, (column, value) in enumerate(
                (
                    ("pers_surname", NAME),
                    ("pers_dob", DOB),
                    ("name", NAME),
                    ("dob", DOB),
                    ("addr_address_json", ADDRESS),
                    ("addr_address_postcode", ADDRESS),
                    ("cine_referral_outcome_json", NAME),
                    ("prof_professional_name", NAME),
                    ("pers_expected_dob", DOB),
                    (None, ADDRESS),
                )
            )
        ],
    }
    released = publish(place, NIGHT, rows)
    said = [repr(read(released, f"from {table}")) for table in contract()]
    said += [
        path.read_text(encoding="utf-8")
        for path in place.published.rglob("*")
        if path.suffix in (".html", ".json")
    ]
    assert len(said) > len(contract()) + 4
    for text in said:
        for secret in (NAME, NAME.lower(), DOB, "datetime.date(2011, 12, 13)", ADDRESS):
            assert secret not in text
    raw = b"".join(path.read_bytes() for path in place.published.rglob("*") if path.is_file())
    assert b"Canar" not in raw


def test_values_that_name_nobody_are_shown_to_inspection(place: Place) -> None:
    rows: Rows = {
        "reconciled.discrepancies": [
            a_discrepancy("a", field="last_visit", kind="unreadable_value", spreadsheet_value="see file")
        ],
        "validated.failures": [
            {"failure_id": "f", "column_name": "cppv_cp_visit_date", "value": "2091-01-01"}
        ],
    }
    with closing(a_night(NIGHT, rows)) as connection:
        make_tables(connection, place)
        assert _one(connection, "select spreadsheet_value from inspection.discrepancies") == "see file"
        assert _one(connection, "select value from inspection.validation_failures") == "2091-01-01"


def test_published_has_no_column_for_a_person() -> None:
    columns = {c.name for table, all_ in contract().items() if table.startswith("published.") for c in all_}
    assert not columns & {"person_id", "record_id", "name_of_child", "dob", "spreadsheet_text", "explanation"}


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> object:
    [(value,)] = connection.execute(query).fetchall()
    return value


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("31/11/2018", "31/11/2018"),
        ("n/k", "n/k"),
        ("3rd Feb or 4th", "words: open the cell to read them"),
        ("see Kai Abbott, dob 22/09/2014", "words: open the cell to read them"),
    ],
)
def test_words_that_stand_for_a_value_stay_in_their_cell(place: Place, typed: str, shown: str) -> None:
    found = a_discrepancy("a", kind="unreadable_value", field="last_visit", spreadsheet_value=typed)
    query = "select spreadsheet_value from inspection.discrepancies"
    assert made(place, {"reconciled.discrepancies": [found]}, query) == [(shown,)]
