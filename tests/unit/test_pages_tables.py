"""The tables behind the pages: the children of a gap's steps, and the limits of a trend."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from tests.unit.working_tables import Rows, a_discrepancy, a_place, a_value, publish

NIGHT = date(2019, 5, 1)
MARCH = date(2019, 3, 1)


def made(folder: Path, rows: Rows, query: str) -> list[tuple]:
    place = a_place(folder)
    publish(place, NIGHT, rows)
    with duckdb.connect(str(place.work_file(NIGHT)), read_only=True) as connection:
        return connection.execute(query).fetchall()


def evidence(source: str, person: str | None, record: str, counts: bool = True) -> dict[str, object]:
    common = {"period": MARCH, "indicator_id": "open_cp_plans", "locality": "North", "team": "N1"}
    return {**common, "source": source, "person_id": person, "record_id": record, "counts": counts}


def step(component: str, cause: str) -> dict[str, object]:
    common = {"period": MARCH, "indicator_id": "open_cp_plans", "locality": "North", "team": "N1"}
    return {**common, "step": 1, "component": component, "cause": cause, "children": 1, "effect": 1.0}


def tracker_row(number: int) -> dict[str, object]:
    return {
        **{"tracker_row_id": number, "locality": "North", "team": "N1", "source_file": "North.xlsx"},
        **{"sheet": "CP", "row_number": number, "cell": f"A{number}"},
    }


def test_the_children_of_a_gap_are_those_that_tracker_and_system_count_differently(tmp_path: Path) -> None:
    rows: Rows = {
        "staged.tracker_rows": [tracker_row(number) for number in (4, 5, 6, 7)],
        "reconciled.matches": [
            {"tracker_row_id": 4, "person_id": "both"},
            {"tracker_row_id": 5, "person_id": "closed"},
            {"tracker_row_id": 6, "person_id": None},
            {"tracker_row_id": 7, "person_id": "both"},
        ],
        "measured.evidence": [
            evidence("tracker", "both", "North.xlsx!CP!A4"),
            evidence("tracker", "closed", "North.xlsx!CP!A5"),
            evidence("tracker", None, "North.xlsx!CP!A6"),
            evidence("tracker", "both", "North.xlsx!CP!A7"),
            evidence("case_system", "both", "P1"),
            evidence("case_system", "new", "P2"),
        ],
        "reconciled.gap_bridge": [
            step("not_open_in_system", "closed_case_left_on"),
            step("duplicate_row", "copied_row"),
            step("missing_from_spreadsheet", "not_yet_added"),
            step("missing_from_system", "not_recorded_in_system"),
        ],
        "reconciled.discrepancies": [
            a_discrepancy("c", person_id="closed", kind="not_open_in_system", cause="closed_case_left_on"),
            a_discrepancy(
                "n", person_id="new", kind="missing_from_spreadsheet", cause="not_yet_added", field=None
            ),
            a_discrepancy("s", person_id=None, kind="missing_from_system", cause="not_recorded_in_system")
            | {"row_number": 6, "cell": "A6"},
            a_discrepancy("d", person_id="both", kind="duplicate_row", cause="copied_row")
            | {"row_number": 7, "cell": "A7"},
            a_discrepancy("v", person_id="both", field="dob"),
        ],
    }
    found = made(
        tmp_path,
        rows,
        "select person_id, component, cause, discrepancy_id, cell from pages.gap_children"
        " where team = 'N1' order by discrepancy_id",
    )
    assert found == [
        ("closed", "not_open_in_system", "closed_case_left_on", "c", "C4"),
        ("both", "duplicate_row", "copied_row", "d", "A7"),
        ("new", "missing_from_spreadsheet", "not_yet_added", "n", "C4"),
        (None, "missing_from_system", "not_recorded_in_system", "s", "A6"),
    ]


def test_a_row_that_may_be_two_children_lists_them_with_its_cell(tmp_path: Path) -> None:
    rows: Rows = {
        "staged.tracker_rows": [tracker_row(4)],
        "staged.spreadsheet_coverage": [
            {"locality": "North", "source_file": "North.xlsx", "sheet": "CP", "status": "read"}
            | {"cells": 1, "used": 1, "ignored": 0, "not_understood": 0}
        ],
        "reconciled.matches": [
            {"tracker_row_id": 4, "person_id": None, "match_method": "ambiguous", "match_score": 0.6}
        ],
        "reconciled.match_candidates": [
            {"tracker_row_id": 4, "person_id": person, "match_method": "near_name_dob", "match_score": 0.6}
            for person in ("one", "two")
        ],
        "measured.evidence": [
            evidence("tracker", None, "North.xlsx!CP!A4"),
            evidence("case_system", "one", "P1"),
            evidence("case_system", "two", "P2"),
        ],
        "reconciled.gap_bridge": [step("unreadable_value", "unknown")],
    }
    query = "select person_id, component, cause, discrepancy_id, cell from inspection.gap_children order by 1"
    assert made(tmp_path, rows, query) == [
        ("one", "unreadable_value", "unknown", None, "A4"),
        ("two", "unreadable_value", "unknown", None, "A4"),
    ]
    with duckdb.connect(str(a_place(tmp_path).work_file(NIGHT)), read_only=True) as connection:
        candidates = connection.execute(
            "select cell, person_id, match_method, match_score from inspection.match_candidates order by 2"
        ).fetchall()
        [(question,)] = connection.execute("select reason from pages.questions").fetchall()
    assert candidates == [("A4", "one", "near_name_dob", 0.6), ("A4", "two", "near_name_dob", 0.6)]
    assert "several children" in question
    assert "A4" in question


def month(number: int) -> date:
    return date(2018 + (number - 1) // 12, (number - 1) % 12 + 1, 1)


@pytest.mark.parametrize(
    ("values", "signal"),
    [
        ([10, 11, 10, 11, 10, 11, 10, 11], "ordinary"),
        ([10, 11, 10, 11, 10, 11, 10, 30], "above"),
        ([30, 31, 30, 31, 30, 31, 30, 10], "below"),
        ([10, 20, 10, 20, 10, 30, 31, 30, 31, 30, 31, 30], "run_above"),
        ([30, 20, 30, 20, 30, 10, 9, 10, 9, 10, 9, 10], "run_below"),
    ],
)
def test_a_month_is_out_of_the_ordinary_beyond_the_limits_or_as_the_seventh_on_one_side(
    tmp_path: Path, values: list[float], signal: str
) -> None:
    rows: Rows = {
        "measured.indicator_values": [
            a_value(one, period=month(number)) for number, one in enumerate(values, 1)
        ]
    }
    query = "select mean, lower_limit, upper_limit, signal from pages.trends order by period"
    mean, lower, upper, last = made(tmp_path, rows, query)[-1]
    ranges = [abs(one - other) for one, other in pairwise(values)]
    reach = 2.66 * sum(ranges) / len(ranges)
    assert mean == pytest.approx(sum(values) / len(values))
    assert upper == pytest.approx(mean + reach)
    assert lower == pytest.approx(max(mean - reach, 0))
    assert last == signal
