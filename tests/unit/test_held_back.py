"""A locality that cannot be read tonight keeps its last good rows, and says how old they are."""

from __future__ import annotations

from datetime import date

import pytest

from assets.county import Place
from tests.unit.published_rows import GOOD, LOCKED, NEXT, NIGHT
from tests.unit.working_tables import Rows, a_discrepancy, a_value, a_workbook, publish, read


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
